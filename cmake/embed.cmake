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
  file(READ ${INPUT} text)
  # Compilers accept 65,536 characters in one literal.
  string(LENGTH "${text}" length)
  if(length GREATER 60000)
    message(FATAL_ERROR "${INPUT} is too long to be embedded: ${length} characters, at most 60000")
  endif()
  file(WRITE ${OUTPUT} "// Made from ${INPUT}; change that file.\n#include <string_view>\n\n"
                       "namespace ${NAMESPACE} {\nstd::string_view ${FUNCTION}();\n"
                       "std::string_view ${FUNCTION}() {\n  return R\"~~(${text})~~\";\n}\n}\n")
endif()
