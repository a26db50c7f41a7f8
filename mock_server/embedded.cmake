# The texts that are part of the library: the built-in models, tiers, scenarios and contract cases, the
# OpenAPI document, and the viewer of /docs.
include(EmbedFile)
embed_file(builtin_catalogue builtin_catalogue_jsonl ${PROJECT_SOURCE_DIR}/fixtures/catalogue.jsonl)
embed_file(builtin_test_models builtin_test_models_json ${PROJECT_SOURCE_DIR}/fixtures/test_models.json)
embed_file(builtin_openapi builtin_openapi_json ${PROJECT_SOURCE_DIR}/contracts/openapi.json)
embed_file(builtin_tiers builtin_tiers_json ${PROJECT_SOURCE_DIR}/fixtures/tiers.json)
file(GLOB builtin_case_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/contracts/cases/*.json)
embed_files(builtin_cases builtin_case_files ${builtin_case_files})
file(GLOB builtin_scenario_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/fixtures/scenarios/*.json)
embed_files(builtin_scenarios builtin_scenario_files ${builtin_scenario_files})
set(embedded ${builtin_cases} ${builtin_scenarios} ${builtin_catalogue} ${builtin_test_models} ${builtin_openapi} ${builtin_tiers})

if(WAVESPEED_MOCK_VIEWER)
  include(NpmPackages)
  set(viewer_dir ${CMAKE_CURRENT_BINARY_DIR}/viewer)
  npm_packages(npm_viewer ${PROJECT_SOURCE_DIR}/contracts/viewer ${viewer_dir})
  set(viewer_files ${viewer_dir}/node_modules/swagger-ui-dist)
  embed_compressed(viewer_script viewer_script ${viewer_files}/swagger-ui-bundle.js ${viewer_dir}/installed)
  embed_compressed(viewer_style viewer_style ${viewer_files}/swagger-ui.css ${viewer_dir}/installed)
  embed_compressed(viewer_icon viewer_icon ${viewer_files}/favicon-32x32.png ${viewer_dir}/installed)
  list(APPEND embedded ${viewer_script} ${viewer_style} ${viewer_icon})
endif()
target_sources(wavespeed_mock PRIVATE ${embedded})
# Clang warns that other compilers may not take string literals of this length.
set_source_files_properties(
  ${embedded} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON
                         COMPILE_OPTIONS $<$<CXX_COMPILER_ID:Clang,AppleClang>:-Wno-overlength-strings>)

# Compiled apart from their folders, for they alone know what the build has.
set(apart SKIP_UNITY_BUILD_INCLUSION ON)
if(WAVESPEED_MOCK_VIEWER)
  set_source_files_properties(
    ${CMAKE_CURRENT_SOURCE_DIR}/control/docs.cc
    TARGET_DIRECTORY wavespeed_mock PROPERTIES COMPILE_DEFINITIONS WAVESPEED_MOCK_VIEWER ${apart})
endif()
if(WAVESPEED_MOCK_EVENT_ENGINE)
  set_source_files_properties(
    ${CMAKE_CURRENT_SOURCE_DIR}/server/listen_check.cc ${CMAKE_CURRENT_SOURCE_DIR}/server/mock_server.cc
    TARGET_DIRECTORY wavespeed_mock PROPERTIES COMPILE_DEFINITIONS WAVESPEED_MOCK_EVENT_ENGINE ${apart})
endif()
