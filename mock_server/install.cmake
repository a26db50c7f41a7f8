# What `cmake --install` installs in addition to the program: the library, its public headers, and the package
# files that find_package(wavespeed_mock) reads.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/wavespeed_mock)
install(DIRECTORY include/wavespeed_mock DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT wavespeed_mockTargets NAMESPACE wavespeed_mock:: DESTINATION ${package_dir})
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/wavespeed_mockConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/wavespeed_mockConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
  ${CMAKE_CURRENT_BINARY_DIR}/wavespeed_mockConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/wavespeed_mockConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/wavespeed_mockConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/Dependencies.cmake
        DESTINATION ${package_dir})
