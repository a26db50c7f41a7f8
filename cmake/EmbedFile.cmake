# embed_file(OUT_VAR NAME FILE): makes a C++ source that holds FILE's text as
# `extern const std::string_view wavespeed_mock::NAME`, and puts the source's path into OUT_VAR.
function(embed_file out_var name file)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cc)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFILE=${file} -DOUT=${source}
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFileScript.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/EmbedFileScript.cmake
    COMMENT "Embedding ${name}"
    VERBATIM)
  set(${out_var} ${source} PARENT_SCOPE)
endfunction()
