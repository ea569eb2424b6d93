# What `cmake --install` puts where: the program, and the manual page and completions that it prints itself.
include(GNUInstallDirs)

if(TARGET switchyard)
  install(TARGETS switchyard RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

  set(said_by_program)
  function(switchyard_says file folder)
    set(output ${PROJECT_BINARY_DIR}/said/${file})
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/said
      COMMAND switchyard ${ARGN} > ${output}
      DEPENDS switchyard
      VERBATIM)
    install(FILES ${output} DESTINATION ${folder})
    set(said_by_program ${said_by_program} ${output} PARENT_SCOPE)
  endfunction()

  switchyard_says(switchyard.1 ${CMAKE_INSTALL_MANDIR}/man1 man)
  switchyard_says(switchyard ${CMAKE_INSTALL_DATADIR}/bash-completion/completions completion bash)
  switchyard_says(_switchyard ${CMAKE_INSTALL_DATADIR}/zsh/site-functions completion zsh)
  switchyard_says(switchyard.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d completion fish)
  add_custom_target(switchyard_said ALL DEPENDS ${said_by_program})
endif()
