# Every library the product needs, from the distribution's packages. Read here and by the installed
# package configuration, so that both ask for the same.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
# The flags of cpp-httplib change the layout of its classes: they must be the ones its shared
# library was built with, which only pkg-config knows.
pkg_check_modules(cpp-httplib REQUIRED IMPORTED_TARGET cpp-httplib>=0.11)
# The engine on it overrides a function that the library does not document. When you have compiled and
# tested that with a newer version, name it here and in httplib_engine.cc.
set(newest_tried_httplib 0.41.0)
if(cpp-httplib_VERSION VERSION_GREATER newest_tried_httplib)
  message(WARNING "cpp-httplib ${cpp-httplib_VERSION} is newer than the versions that were tried, 0.11.4 to "
                  "${newest_tried_httplib}. If the engine on it does not compile or does not answer, look at the "
                  "functions of httplib::Server that mock_server/transport/httplib/httplib_engine.cc overrides.")
endif()
unset(newest_tried_httplib)
pkg_check_modules(libcrypto REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(libssl REQUIRED IMPORTED_TARGET libssl)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(libpng REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(libjpeg REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(libwebp REQUIRED IMPORTED_TARGET libwebp)
pkg_check_modules(libgif REQUIRED IMPORTED_TARGET libgif)
pkg_check_modules(lame REQUIRED IMPORTED_TARGET lame)
pkg_check_modules(flac REQUIRED IMPORTED_TARGET flac)
# Regular expressions that are searched in linear time.
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
# Only its data model and its text format: nothing of it listens or connects. pkg-config, because
# the package's CMake file also asks for the libraries of those parts.
pkg_check_modules(prometheus-cpp-core IMPORTED_TARGET prometheus-cpp-core)
if(NOT prometheus-cpp-core_FOUND)
  message(FATAL_ERROR "prometheus-cpp is missing, which writes the metrics: apt-get install prometheus-cpp-dev")
endif()
