# The tests of the house: what they must know of the build, and each header compiled alone.
switchyard_test(architecture)
if(SWITCHYARD_SANITIZE)
  set_source_files_properties(architecture/arithmetic_test.cpp PROPERTIES HEADER_FILE_ONLY TRUE)  # not compiled
endif()
target_link_libraries(test_architecture PRIVATE switchyard_options)

set(programs)
foreach(program switchyard switchyard-view switchyard_bench validation)
  if(TARGET ${program})
    list(APPEND programs $<TARGET_FILE:${program}>)
    add_dependencies(test_architecture ${program})
  endif()
endforeach()
add_dependencies(test_architecture switchyard_engine switchyard_sim)
target_compile_definitions(test_architecture PRIVATE
  SWITCHYARD_ENGINE_LIBRARY="$<TARGET_FILE:switchyard_engine>"
  SWITCHYARD_SIM_LIBRARY="$<TARGET_FILE:switchyard_sim>"
  "SWITCHYARD_PROGRAMS=\"$<JOIN:${programs},$<COMMA>>\"")

# Included before an empty file, so that nothing but the header itself can bring what it needs.
set(compile_alone ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only -Wall -Wextra -Werror -x c++
    -I ${PROJECT_SOURCE_DIR} -include)
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
     ${PROJECT_SOURCE_DIR}/engine/*.h ${PROJECT_SOURCE_DIR}/reports/*.h ${PROJECT_SOURCE_DIR}/sim/*.h
     ${PROJECT_SOURCE_DIR}/adapters/*.h ${PROJECT_SOURCE_DIR}/cli/*.h ${PROJECT_SOURCE_DIR}/viz/*.h ${PROJECT_SOURCE_DIR}/bench/*.h ${PROJECT_SOURCE_DIR}/tests/*.h)
foreach(header IN LISTS headers)
  add_test(NAME compiles_alone.${header} COMMAND ${compile_alone} ${PROJECT_SOURCE_DIR}/${header} /dev/null)
  set_property(TEST compiles_alone.${header} PROPERTY LABELS slow)
endforeach()

add_test(NAME compiles_alone.finds_a_header_that_leans_on_others
         COMMAND ${compile_alone} ${CMAKE_CURRENT_LIST_DIR}/broken_header.h.txt /dev/null)
set_tests_properties(compiles_alone.finds_a_header_that_leans_on_others PROPERTIES LABELS slow WILL_FAIL TRUE)
