# folder_sources(TARGET FILES…): adds the *.cc files of the current folder to TARGET, or only FILES. A new
# file needs no edit of any list. Builds compile up to FOLDER_GROUP files of one folder together, so that
# their headers are read and their templates are instantiated once: whole folders in a release build, which
# is made from nothing; eight files in other builds, in which one file changes at a time.
function(folder_sources target)
  set(files ${ARGN})
  if(NOT files)
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  endif()
  list(TRANSFORM files REPLACE "^([^/])" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
  target_sources(${target} PRIVATE ${files})
  get_target_property(target_dir ${target} SOURCE_DIR)
  file(RELATIVE_PATH folder ${target_dir} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" folder "${FOLDER_PREFIX}${folder}")
  if(NOT FOLDER_GROUP)
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
      set(FOLDER_GROUP 48)
    else()
      set(FOLDER_GROUP 8)
    endif()
  endif()
  set(number 0)
  foreach(file IN LISTS files)
    math(EXPR group "${number} / ${FOLDER_GROUP}")
    set_source_files_properties(${file} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${folder}_${group})
    math(EXPR number "${number} + 1")
  endforeach()
endfunction()

# compile_by_folder(TARGET): compiles the files that folder_sources() grouped together.
function(compile_by_folder target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${WAVESPEED_MOCK_UNITY} UNITY_BUILD_MODE GROUP)
endfunction()
