# Puts a text file into a library: FUNCTION() returns it as a std::string_view. The source is written anew when the
# file changes. Run as a script (cmake -P) this file writes that source.
set(embed_script ${CMAKE_CURRENT_LIST_FILE})

function(switchyard_embed)
  cmake_parse_arguments(ARG "" "TARGET;FILE;NAMESPACE;FUNCTION" "" ${ARGN})
  set(output ${PROJECT_BINARY_DIR}/embedded/${ARG_FUNCTION}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${PROJECT_SOURCE_DIR}/${ARG_FILE} -DOUTPUT=${output}
            -DNAMESPACE=${ARG_NAMESPACE} -DFUNCTION=${ARG_FUNCTION} -P ${embed_script}
    DEPENDS ${PROJECT_SOURCE_DIR}/${ARG_FILE} ${embed_script}
    VERBATIM)
  target_sources(${ARG_TARGET} PRIVATE ${output})
endfunction()

if(CMAKE_SCRIPT_MODE_FILE AND INPUT)
  file(READ ${INPUT} rest)
  # Compilers accept 65,536 characters in one literal, so a long text is put together from pieces that end with a line.
  set(pieces "")
  string(LENGTH "${rest}" left)
  while(left GREATER 0)
    string(SUBSTRING "${rest}" 0 60000 piece)
    if(left GREATER 60000)
      string(FIND "${piece}" "\n" last REVERSE)
      math(EXPR size "${last} + 1")
      string(SUBSTRING "${rest}" 0 ${size} piece)
    endif()
    string(LENGTH "${piece}" size)
    string(SUBSTRING "${rest}" ${size} -1 rest)
    string(LENGTH "${rest}" left)
    string(APPEND pieces "    R\"~~(${piece})~~\"s")
    if(left GREATER 0)
      string(APPEND pieces " +\n")
    endif()
  endwhile()
  file(WRITE ${OUTPUT} "// Made from ${INPUT}; change that file.\n#include <string>\n#include <string_view>\n\n"
                       "using namespace std::string_literals;\n\n"
                       "namespace ${NAMESPACE} {\nstd::string_view ${FUNCTION}();\n"
                       "std::string_view ${FUNCTION}() {\n  static const std::string text =\n${pieces};\n"
                       "  return text;\n}\n}\n")
endif()
