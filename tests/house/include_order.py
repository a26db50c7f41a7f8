#!/usr/bin/env python3
"""Checks that the folders of mock_server/ include one another in one direction only.

    python3 tests/house/include_order.py SOURCE_DIR    exit 1 and one line for each violation
    python3 tests/house/include_order.py --self-test   proves that each kind of violation is found

The rules:
  order     a file includes its own folder and folders before it in ORDER; what transport/ may
            include is listed apart, because it does not know what its handler does
  inner     the same inside a folder that has folders, by INNER_ORDER
  exists    an include in quotes names a file, from mock_server/ or mock_server/include/
  public    headers in mock_server/include/ need nothing but the standard library and one another,
            and the one for GoogleTest that
  heavy     headers leave expensive headers to the source files
  library   a library that is replaced or slow to compile is included by few folders
  tests     each folder with source files has tests in the folder of the same name below tests/, and
            the other way round
  size      a folder of mock_server/ holds at most 40 modules (a header and its source are one), and a
            source file, of tests/ too, at most 300 lines unless it is a table
  subject   a header, of tests/support/ too, opens with a comment whose first line names its one
            subject, without "and"; so does a source without a header
  watched   tests get answers only where they are checked against the contract
"""

import sys
from pathlib import Path

from check import judge_trees, run
from include_rules import INNER_ORDER, MAY_INCLUDE, ORDER, UNWATCHED_SAYS, House


def violations(source: Path) -> list[str]:
    return House(source).check()


def self_test() -> int:
    include = "mock_server/include/wavespeed_mock/"
    right = {
        include + "clock.h": "// Time.\n#include <atomic>\n",
        include + "mock.h": '// A mock.\n#include <memory>\n#include "wavespeed_mock/clock.h"\n',
        include + "contract_gtest.h":
            '// Tests.\n#include <gtest/gtest.h>\n#include "wavespeed_mock/mock.h"\n',
        "mock_server/precompiled.h": "// Headers.\n#include <nlohmann/json.hpp>\n",
        "mock_server/base/value/money.h": "// Money.\n#include <nlohmann/json_fwd.hpp>\n",
        "mock_server/base/value/money.cc":
            '#include "base/value/money.h"\n\n#include <nlohmann/json.hpp>\n',
        "mock_server/base/text/quoting.h": "// Quotes.\n",
        "mock_server/base/text/quoting.cc": '#include "base/value/money.h"\n',
        "mock_server/domain/billing/usage.h": "// Usage.\n",
        "mock_server/domain/billing/usage.cc":
            ' # include "base/value/money.h" // why\n//#include "cli/x.h"\n',
        "mock_server/app/mock.cc": '#include "wavespeed_mock/mock.h"\n#include "base/value/money.h"\n',
        "mock_server/transport/httplib/threads.h": "// Threads.\n#include <httplib.h>\n",
        "mock_server/transport/client/client.h":
            '// A client.\n#include <boost/asio.hpp>\n#include "base/value/money.h"\n',
        "mock_server/cli/main.cc": '// The program.\n#include "transport/client/client.h"\n#include <iostream>\n',
        "tests/base/value/money_test.cc": "",
        "tests/base/text/quoting_test.cc": "",
        "tests/domain/billing/usage_test.cc": "",
        "tests/app/mock_test.cc": "",
        "tests/cli/main_test.cc": "",
        "tests/clients/curl_test.cc": "",
    }  # fmt: skip
    clock, client = include + "clock.h", "mock_server/transport/client/client.h"
    money_h, money = "mock_server/base/value/money.h", "mock_server/base/value/money.cc"
    mock, usage = "mock_server/app/mock.cc", "mock_server/domain/billing/usage.cc"
    no_folder = "belongs to no folder of the order: " + ", ".join(ORDER)
    no_file = "is not a file in mock_server/ or mock_server/include/"
    not_standard = "only the standard library"

    def order(folder: str, target: str, included: str) -> str:
        allowed = ", ".join(MAY_INCLUDE[folder])
        return f':2: {folder} must not include {target} ("{included}"), only: {allowed}'

    # What is wrong, the file added to the right tree, its text, and what must be said of the file.
    wrongs = [
        ("a folder to the right", usage, '//\n#include "app/x.h"\n', order("domain", "app", "app/x.h")),
        ("the same in <>", usage, "//\n#include <app/x.h>\n", order("domain", "app", "app/x.h")),
        ("a public header to the right", usage, '//\n#include "wavespeed_mock/mock.h"\n',
         order("domain", "app", "wavespeed_mock/mock.h")),
        ("the same from a public header", clock, '// Time.\n#include "wavespeed_mock/mock.h"\n',
         order("base", "app", "wavespeed_mock/mock.h")),
        ("transport that knows the rules", client, '// A client.\n#include "domain/x.h"\n',
         order("transport", "domain", "domain/x.h")),
        ("transport that knows the mock", client, '// A client.\n#include "wavespeed_mock/mock.h"\n',
         order("transport", "app", "wavespeed_mock/mock.h")),
        ("app that knows transport", mock, '//\n#include "transport/client/client.h"\n',
         order("app", "transport", "transport/client/client.h")),
        ("an inner folder to the right", money, '//\n#include "base/text/quoting.h"\n',
         ':2: base/value must not include base/text ("base/text/quoting.h"), only: '),
        ("an inner folder without a place in the order", "mock_server/domain/misc/y.h",
         '// Why.\n#include "domain/x.h"\n', ":2: domain/misc has no place in INNER_ORDER: "
         + ", ".join(INNER_ORDER["domain"])),
        ("a file that does not exist", money, '\n\n#include "base/lost.h"\n',
         f':3: "base/lost.h" {no_file}'),
        ("a file named from its own folder", money, '#include "money.h"\n',
         f':1: "money.h" {no_file}'),
        ("an include that a macro names", money, "#include HEADER\n",
         ":1: an include must name its file in <> or quotes"),
        ("an answer that is not checked against the contract", "tests/app/mock_test.cc", "\nmock.handle(request);\n",
         f":2: {UNWATCHED_SAYS}"),
        ("a server that is not checked against the contract", "tests/clients/curl_test.cc", "MockServer server({});\n",
         f":1: {UNWATCHED_SAYS}"),
        ("a library in a public header", clock, "// Time.\n#include <nlohmann/json_fwd.hpp>\n",
         f":2: a public header must not include nlohmann/json_fwd.hpp, {not_standard}"),
        ("GoogleTest in another public header", clock, "// Time.\n#include <gtest/gtest.h>\n",
         f":2: a public header must not include gtest/gtest.h, {not_standard}"),
        ("another part of it in its own", include + "contract_gtest.h",
         "// Tests.\n#include <gtest/gtest-spi.h>\n",
         f":2: a public header must not include gtest/gtest-spi.h, {not_standard}"),
        ("a library of another folder", "mock_server/transport/client/client.h",
         "// A client.\n#include <string>\n#include <boost/asio.hpp>\n#include <httplib.h>\n",
         ":4: httplib.h may be included only by transport/httplib"),
        ("Boost in another folder", money, "#include <boost/asio.hpp>\n",
         ":1: boost may be included only by transport/client, transport/event, load_generator"),
        ("a private header in a public one", clock, '// Time.\n#include "base/value/money.h"\n',
         f":2: a public header must not include base/value/money.h, {not_standard}"),
        ("a public header without a place in the order", include + "extra.h", "// More.\n", f": {no_folder}"),
        ("a folder without a place in the order", "mock_server/misc/x.h", "// More.\n", f": {no_folder}"),
        ("a source outside the folders", "mock_server/loose.h", "// More.\n", f": {no_folder}"),
        ("a folder without tests", "mock_server/store/memory.cc", "// Memory.\n", None),
        ("tests of no folder", "tests/base/gone/gone_test.cc", "", None),
        ("a long file", money, "//\n" * 301, ": has 301 lines, more than 300: split it"),
        ("a long file of tests", "tests/app/mock_test.cc", "//\n" * 301, ": has 301 lines, more than 300: split it"),
        ("a header without a comment", money_h, "#pragma once\n",
         ":1: a file must open with a comment that names its subject"),
        ("a source without a header or a comment", "mock_server/base/value/coins.cc", "#include <vector>\n",
         ":1: a file must open with a comment that names its subject"),
        ("a source with two subjects", "mock_server/base/value/coins.cc", "// Coins and notes.\n",
         ':1: the first line names two subjects: say it without "and"'),
        ("a helper of tests with two subjects", "tests/support/golden.h", "// Files and folders.\n",
         ':1: the first line names two subjects: say it without "and"'),
        ("a header with two subjects", money_h, "// Money and time.\n",
         ':1: the first line names two subjects: say it without "and"'),
    ]  # fmt: skip
    of_folders = {
        "a folder without tests": "mock_server/store: has no test in tests/store/",
        "tests of no folder":
            "tests/base/gone: tests nothing: mock_server/base/gone/ holds no source file",
    }  # fmt: skip
    for header in ("nlohmann/json.hpp", "spdlog/fmt/fmt.h", "regex", "iostream"):
        problem = f":2: a header must not include <{header}>, which is slow to compile"
        text = f"// Money.\n#include <{header}>\n"
        wrongs.append((f"<{header}> in a header", money_h, text, problem))
    targets = {"mock_server/base/text/quoting.h": "// Quotes.\n", "mock_server/app/x.h": "// X.\n", "mock_server/domain/x.h": "// X.\n"}

    def expected_of(what: str, path: str, problem: str) -> list[str]:
        return [of_folders.get(what) or path + problem]

    return judge_trees(violations, [
        ("nothing", right | targets, []),
        ("that there are no files", {"tests/app/mock_test.cc": ""}, ["mock_server: holds no source files"]),
        *((what, right | targets | {path: text}, expected_of(what, path, problem)) for what, path, text, problem in wrongs),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(run(__doc__, violations, self_test))
