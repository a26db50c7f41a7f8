// Carries out a number of requests in the core and ends: to be run under callgrind, which counts
// instructions, so that what the machine does besides cannot show.
//
//   core_instructions poll|submit NUMBER
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core_work.h"

int main(int count, char** arguments) {
  using namespace wavespeed_mock;
  const std::string_view what = count == 3 ? arguments[1] : "";
  if (what != "poll" && what != "submit") {
    std::fputs("usage: core_instructions poll|submit NUMBER\n", stderr);
    return 2;
  }
  Mock mock(unlimited());
  const Request submit = submission();
  const Request poll = poll_of(id_in(mock.handle(submit)));
  const Request& request = what == "poll" ? poll : submit;
  for (long left = std::strtol(arguments[2], nullptr, 10); left > 0; --left) {
    if (mock.handle(request).status != 200) return 1;
  }
  return 0;
}
