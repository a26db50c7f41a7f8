# One place for what every target of ours is compiled with: `target_link_libraries(x PRIVATE
# wavespeed_mock_build)`. It is never exported: users keep their own warnings.
add_library(wavespeed_mock_build INTERFACE)
target_compile_features(wavespeed_mock_build INTERFACE cxx_std_20)
target_compile_options(
  wavespeed_mock_build
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
            -Wno-missing-field-initializers -Werror)
# GCC 12 sees writes past the end in std::string's own operators (GCC bugs 105329 and 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(wavespeed_mock_build
                         INTERFACE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
else()
  # GCC's -Wconversion does not have it for C++.
  target_compile_options(wavespeed_mock_build INTERFACE -Wno-sign-conversion)
endif()
# Passes of -O2 that take a sixth of the time of compiling and save a poll and a submission hardly more than a
# hundredth of their instructions.
set(WAVESPEED_MOCK_SKIPPED_PASSES "")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(WAVESPEED_MOCK_SKIPPED_PASSES -fno-tree-pre -fno-gcse -fno-tree-vrp -fno-code-hoisting -fno-ipa-cp -fno-ipa-icf)
endif()
# No Debug build has passes of -O2, and clang-tidy, which reads the commands of one, does not know these options.
target_compile_options(wavespeed_mock_build INTERFACE "$<$<NOT:$<CONFIG:Debug>>:${WAVESPEED_MOCK_SKIPPED_PASSES}>")
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(WAVESPEED_MOCK_SANITIZE)
  add_compile_options(-fsanitize=${WAVESPEED_MOCK_SANITIZE} -fno-omit-frame-pointer)
  if(WAVESPEED_MOCK_FUZZ)
    # Fuzzing is worth a longer compilation, tests are not. To report the operands of each comparison takes a third of
    # the time of a request; dictionaries tell libFuzzer the words that matter, and memcmp() reports those of texts.
    add_compile_options(-O2 -fno-sanitize-coverage=trace-cmp)
  else()
    add_compile_options(-O1)
  endif()
  if(WAVESPEED_MOCK_SANITIZE MATCHES undefined)
    # Otherwise undefined behaviour is printed, and the test passes.
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # GCC 12 with sanitizers reports temporaries as used before they are set.
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
  add_link_options(-fsanitize=${WAVESPEED_MOCK_SANITIZE})
endif()

if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(WAVESPEED_MOCK_CCACHE ccache)
  if(WAVESPEED_MOCK_CCACHE)
    # The precompiled header is found by ccache through these two; see its manual.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${WAVESPEED_MOCK_CCACHE})
    add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
  endif()
endif()
