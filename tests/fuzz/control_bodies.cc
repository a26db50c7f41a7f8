// Bodies of the control plane: each POST route takes any bytes.
//
// The first line of an input is the path below /__mock/, the rest is the body.
#include <chrono>
#include <string>

#include "app/route_table.h"
#include "fuzz/support/fuzzed_mock.h"
#include "fuzz/support/input.h"
#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz::control_bodies {
namespace {

constexpr std::string_view kKey = "ws-key-1";

// "{account}" is the client's own, "{id}" that of the only snapshot.
std::string filled(const FuzzedMock& mock, std::string path) {
  const auto fill = [&](std::string_view name, std::string_view value) {
    if (const auto at = path.find(name); at != std::string::npos) {
      path.replace(at, name.size(), value);
    }
  };
  fill("{account}", "self");
  for (const KeptSnapshot& kept : mock.core().control().snapshot_store.list(nullptr)) {
    fill("{id}", kept.id);
  }
  return path;
}

void run(std::string_view bytes) {
  static FuzzedMock mock(Options{.seed = 7, .control = Control::on});
  mock.start_again();
  Input input(bytes);
  const std::string_view line = input.line();
  const std::string body(input.rest());
  const auto ask = [&](std::string method, std::string target, std::string content = {}) {
    return mock.answer_to(
        request_with_key(kKey, std::move(method), std::move(target), std::move(content)));
  };
  ask("POST", "/api/v3/mock/instant", R"({"prompt":"x"})");
  ask("POST", "/__mock/snapshots");
  ask("POST", "/__mock/" + filled(mock, std::string(line)), body);
  // What the body has changed is read and used.
  ask("POST", "/api/v3/mock/instant", R"({"prompt":"x"})");
  mock.clock().advance(std::chrono::hours(1));
  for (const Route& route : routes()) {
    const std::string_view listed = route.pattern;
    if (route.side() != Side::control_plane || std::string_view(route.method) != "GET") continue;
    if (listed.find('{') == std::string_view::npos ||
        listed.starts_with("/__mock/accounts/{account}")) {
      ask("GET", filled(mock, std::string(listed)));
    }
  }
}

const Target target("control_bodies", run);

}  // namespace
}  // namespace wavespeed_mock::fuzz::control_bodies
