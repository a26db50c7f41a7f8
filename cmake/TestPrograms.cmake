# What every test program is built with. Test files run once and briefly, so they are compiled without
# optimisation, which takes half the time; the library that they test is the one that users get.
add_library(wavespeed_mock_test_build INTERFACE)
target_include_directories(wavespeed_mock_test_build
                           INTERFACE ${PROJECT_SOURCE_DIR}/mock_server ${PROJECT_SOURCE_DIR}/tests)
target_link_libraries(wavespeed_mock_test_build INTERFACE wavespeed_mock wavespeed_mock_media wavespeed_mock_boost
                                                          wavespeed_mock_build GTest::gmock_main)
target_compile_options(wavespeed_mock_test_build INTERFACE -O0 -g0)
target_compile_definitions(
  wavespeed_mock_test_build
  INTERFACE WAVESPEED_MOCK_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
# The tests that a build without the event engine does not have.
set(WAVESPEED_MOCK_EVENT_ENGINE_TESTS "/tests/load_generator/|/tests/cli/bench_|/tests/transport/event/")
if(WAVESPEED_MOCK_EVENT_ENGINE)
  target_compile_definitions(wavespeed_mock_test_build INTERFACE WAVESPEED_MOCK_EVENT_ENGINE)
endif()
if(WAVESPEED_MOCK_PROGRAM)
  target_compile_definitions(
    wavespeed_mock_test_build INTERFACE WAVESPEED_MOCK_PROGRAM="$<TARGET_FILE:wavespeed_mock_program>")
endif()

# The precompiled header of all test programs, in a target of its own: they wait for it, not for one another.
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cc CONTENT "")
add_library(wavespeed_mock_test_headers OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cc)
target_link_libraries(wavespeed_mock_test_headers PRIVATE wavespeed_mock_test_build)
target_precompile_headers(wavespeed_mock_test_headers PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/precompiled.h)

# add_test_program(NAME FOLDERS…): one GoogleTest program out of the *_test.cc files in the folders and
# those below them; one ctest entry for each file.
function(add_test_program name)
  add_executable(${name})
  target_link_libraries(${name} PRIVATE wavespeed_mock_test_build)
  target_precompile_headers(${name} REUSE_FROM wavespeed_mock_test_headers)
  compile_by_folder(${name})
  # The libraries come first and whole. Tests and libraries both compile inline functions, those of
  # nlohmann::json above all, and the linker keeps the first it meets: the optimised ones, so that the
  # library runs as it does in its users' programs, three times as fast.
  target_link_options(
    ${name} BEFORE PRIVATE
    "LINKER:--whole-archive,$<TARGET_FILE:wavespeed_mock>,$<TARGET_FILE:wavespeed_mock_media>,$<TARGET_FILE:wavespeed_mock_base>,--no-whole-archive")
  foreach(folder IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    # Otherwise the first files of all folders would be one unit.
    cmake_path(GET folder FILENAME FOLDER_PREFIX)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*_test.cc)
    if(NOT WAVESPEED_MOCK_EVENT_ENGINE)
      list(FILTER files EXCLUDE REGEX ${WAVESPEED_MOCK_EVENT_ENGINE_TESTS})
    endif()
    set_property(GLOBAL APPEND PROPERTY WAVESPEED_MOCK_BUILT_TESTS ${files})
    folder_sources(${name} ${files})
  endforeach()
  register_tests(${name})
endfunction()

# register_tests(PROGRAM): asks the program, whenever it is built, which file each of its tests is in.
function(register_tests program)
  set(entries ${CMAKE_CURRENT_BINARY_DIR}/${program}_entries.cmake)
  add_custom_command(
    TARGET ${program} POST_BUILD
    COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/cmake/test_entries.py $<TARGET_FILE:${program}>
            ${PROJECT_SOURCE_DIR}/tests ${entries}
    VERBATIM)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${program}_include.cmake
       "if(EXISTS \"${entries}\")\n  include(\"${entries}\")\nelse()\n  add_test(${program}_not_built not_built)\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${CMAKE_CURRENT_BINARY_DIR}/${program}_include.cmake)
endfunction()

# To be called last: a test file that no program builds would never fail, so configuring stops at one.
function(refuse_unbuilt_tests)
  get_property(built GLOBAL PROPERTY WAVESPEED_MOCK_BUILT_TESTS)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*_test.cc)
  if(NOT WAVESPEED_MOCK_CLIENT_TESTS)
    list(FILTER found EXCLUDE REGEX "/tests/clients/")
  endif()
  if(NOT WAVESPEED_MOCK_PROGRAM)
    list(FILTER found EXCLUDE REGEX "/tests/(cli|load_generator)/")
  endif()
  if(NOT WAVESPEED_MOCK_EVENT_ENGINE)
    list(FILTER found EXCLUDE REGEX ${WAVESPEED_MOCK_EVENT_ENGINE_TESTS})
  endif()
  foreach(file IN LISTS found)
    if(NOT file IN_LIST built)
      message(FATAL_ERROR "${file} is in no test program: add its folder to tests/CMakeLists.txt")
    endif()
  endforeach()
endfunction()
