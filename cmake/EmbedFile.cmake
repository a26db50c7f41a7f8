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

# embed_compressed(OUT_VAR NAME FILE DEPENDS…): the same for the bytes that gzip makes of FILE, which
# may be made by the files listed after it.
function(embed_compressed out_var name file)
  set(packed ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.gz)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cc)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
// The assembler takes the bytes in, whatever they are and however many.
#include <string_view>
asm(".section .rodata\n"
    "embedded_@name@_begin: .incbin \"@packed@\"\n"
    "embedded_@name@_end: .byte 0\n"
    ".previous\n");
extern "C" const char embedded_@name@_begin[] asm("embedded_@name@_begin");
extern "C" const char embedded_@name@_end[] asm("embedded_@name@_end");
namespace wavespeed_mock {
extern const std::string_view @name@;
const std::string_view @name@(embedded_@name@_begin, static_cast<std::size_t>(embedded_@name@_end - embedded_@name@_begin));
}
]])
  add_custom_command(
    OUTPUT ${packed}
    COMMAND gzip -9 -n -c ${file} > ${packed}
    DEPENDS ${ARGN}
    COMMENT "Compressing ${name}")
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${packed} SKIP_PRECOMPILE_HEADERS ON)
  set(${out_var} ${source} PARENT_SCOPE)
endfunction()

# embed_files(OUT_VAR NAME FILES…): the same for several texts, in the order given, as
# `extern const std::span<const EmbeddedFile> wavespeed_mock::NAME`.
function(embed_files out_var name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cc)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} "-DFILES=${ARGN}" -DOUT=${source}
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFilesScript.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/EmbedFilesScript.cmake
    COMMENT "Embedding ${name}"
    VERBATIM)
  set(${out_var} ${source} PARENT_SCOPE)
endfunction()
