# A test file that no program builds would never fail: configuring stops at one.

# Remembers files, given relative to the current folder, as built.
function(note_listed_tests)
  foreach(file IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    set_property(GLOBAL APPEND PROPERTY WAVESPEED_MOCK_LISTED_TESTS ${file})
  endforeach()
endfunction()

# To be called last.
function(refuse_unlisted_tests)
  get_property(listed GLOBAL PROPERTY WAVESPEED_MOCK_LISTED_TESTS)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*_test.cc)
  # The project that tries the installed package is built by its own script.
  list(FILTER found EXCLUDE REGEX "/tests/install/")
  if(NOT WAVESPEED_MOCK_CLIENT_TESTS)
    list(FILTER found EXCLUDE REGEX "/tests/clients/")
  endif()
  foreach(file IN LISTS found)
    if(NOT file IN_LIST listed)
      message(FATAL_ERROR "${file} is in no test program: add it to tests/CMakeLists.txt")
    endif()
  endforeach()
endfunction()
