# Boost.Asio and Boost.Beast, for the HTTP client, the event engine and the load generator. They are headers that only
# source files of ours include, so users of the installed library do not need them.
find_package(Boost 1.81 QUIET)
if(NOT Boost_FOUND)
  message(FATAL_ERROR "Boost 1.81 is missing, which the HTTP client is built on: apt-get install libboost1.81-dev")
endif()

# Every target that includes Boost links this one: what a header means must not differ between them.
add_library(wavespeed_mock_boost INTERFACE)
target_link_libraries(wavespeed_mock_boost INTERFACE Boost::headers)
target_compile_definitions(wavespeed_mock_boost INTERFACE BOOST_ASIO_NO_DEPRECATED)
if(WAVESPEED_MOCK_SANITIZE MATCHES thread)
  # The thread sanitizer knows no fences; Asio's locks are enough for it.
  target_compile_definitions(wavespeed_mock_boost INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()
