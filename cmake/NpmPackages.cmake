# npm_packages(TARGET SOURCE_DIR OUT_DIR files…): a target that installs, at the versions of
# SOURCE_DIR's lock file and without running their scripts, the packages of its package.json into
# OUT_DIR, next to copies of `files…`. OUT_DIR/installed is there when it is done.
function(npm_packages target source_dir out_dir)
  find_program(WAVESPEED_MOCK_NPM npm REQUIRED)
  get_filename_component(npm_bin ${WAVESPEED_MOCK_NPM} DIRECTORY)
  set(sources package.json package-lock.json ${ARGN})
  list(TRANSFORM sources PREPEND ${source_dir}/)
  add_custom_command(
    OUTPUT ${out_dir}/installed
    COMMAND ${CMAKE_COMMAND} -E make_directory ${out_dir}
    COMMAND ${CMAKE_COMMAND} -E copy ${sources} ${out_dir}
    COMMAND ${CMAKE_COMMAND} -E chdir ${out_dir} ${CMAKE_COMMAND} -E env --modify PATH=path_list_prepend:${npm_bin}
            ${WAVESPEED_MOCK_NPM} ci --loglevel=error --no-audit --no-fund --ignore-scripts
    COMMAND ${CMAKE_COMMAND} -E touch ${out_dir}/installed
    DEPENDS ${sources}
    COMMENT "Installing ${target} from npm"
    VERBATIM)
  add_custom_target(${target} ALL DEPENDS ${out_dir}/installed)
endfunction()
