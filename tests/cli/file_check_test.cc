#include "cli/file_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "support/temp_folder.h"

namespace wavespeed_mock::cli::file_check_test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class FileCheckTest : public testing::Test {
 protected:
  // Its path.
  std::string file(const std::string& name, const std::string& text) {
    const fs::path path = temp_.path() / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path.string();
  }

  // All problems, without the folder's name.
  std::vector<std::string> problems(const std::vector<std::string>& paths,
                                    std::optional<FileKind> kind = std::nullopt) {
    std::vector<std::string> found;
    names_.clear();
    for (const CheckedFile& file : check_files(paths, kind)) {
      names_.push_back(short_name(file.name));
      for (const std::string& problem : file.problems) {
        EXPECT_THAT(problem, StartsWith(file.name + ": "));
        found.push_back(short_name(problem));
      }
    }
    return found;
  }

  std::string short_name(std::string text) const {
    const std::string folder = temp_.path().string() + "/";
    for (std::size_t at = 0; (at = text.find(folder, at)) != std::string::npos;) {
      text.erase(at, folder.size());
    }
    return text;
  }

  std::vector<std::string> names_;
  const TempFolder temp_;
};

TEST_F(FileCheckTest, FindsEveryWrongEntryOfAFixtureFile) {
  const std::string path = file("f.json", R"({
    "tiers": [{"tier": "a", "tasks_at_once": 0}, {"tier": "b"}, {"tierr": "c"}],
    "models": [{"model_id": "m"}],
    "faults": [{"fault": "conection_reset"}, {"fault": "delay"}],
    "coupons": [{"code": "A", "usd": 0}],
    "accounts": [{"name": "x", "keys": []}, {"name": "y", "keys": ["k"], "tier": "b"}]})");
  EXPECT_THAT(
      problems({path}),
      ElementsAre(
          R"(f.json: tiers[0] "a": field "tasks_at_once": must be a whole number from 1 to 1000000000, not 0)",
          R"(f.json: tiers[2]: field "tier" is missing)",
          R"(f.json: models[0] "m": field "type" is missing)",
          R"(f.json: faults[0]: fault: "conection_reset" is not a type of fault; did you mean "connection_reset"?)",
          R"(f.json: coupons[0]: field "usd": must be 0.000001 or more: amounts are whole millionths of a dollar, not 0)",
          R"(f.json: accounts[0] "x": field "keys": must list at least one key)"));
}

// Comparing each problem with each would take minutes.
TEST_F(FileCheckTest, FindsManyWrongEntries) {
  constexpr int kEntries = 20'000;
  std::string entries;
  for (int i = 0; i < kEntries; ++i) entries += (i == 0 ? "" : ",") + std::string("{}");
  const std::string path = file("f.json", R"({"coupons": [)" + entries + "]}");
  EXPECT_EQ(problems({path}).size(), kEntries);
}

TEST_F(FileCheckTest, FindsEveryWrongOptionOfAConfigFile) {
  const std::string path = file(
      "c.json", R"({"port": 70000, "auth": "closed", "fixtures": "gone", "seed": 1, "ports": 1})");
  EXPECT_THAT(
      problems({path}),
      ElementsAre(R"(c.json: field "ports" is not known; did you mean "port"?)",
                  R"(c.json: field "port": must be a whole number from 0 to 65535, not 70000)",
                  R"(c.json: field "auth": must be open or strict, not "closed")",
                  R"(c.json: field "fixtures": there is no fixture file or folder gone)"));
}

TEST_F(FileCheckTest, FindsOptionsThatOnlyTheMockCanJudge) {
  EXPECT_THAT(problems({file("c.json", R"({"latency": "soon"})")}),
              ElementsAre(StartsWith("c.json: ")));
  EXPECT_THAT(problems({file("d.json", R"({"tier": "goldd"})")}),
              ElementsAre(HasSubstr(R"(there is no tier "goldd"; did you mean "gold"?)")));
  EXPECT_THAT(
      problems({file("e.json", R"({"scenario": "bussy"})")}),
      ElementsAre(StartsWith(R"(e.json: there is no scenario "bussy"; did you mean "busy"? ()")));
}

TEST_F(FileCheckTest, FindsAnUnknownTierNextToOptionsOfTheWrongType) {
  const std::string path =
      file("c.json", R"({"tier": "lvel1", "port": "x", "control_token": "two words"})");
  EXPECT_THAT(
      problems({path}),
      ElementsAre(
          HasSubstr(R"(field "port": must be a whole number from 0 to 65535, not "x")"),
          EndsWith(
              R"("control_token": must be a text of visible ASCII characters without spaces, not this one)"),
          HasSubstr(R"(there is no tier "lvel1"; did you mean "level1"?)")));
}

TEST_F(FileCheckTest, ReportsAWrongTierOnce) {
  const std::string fixtures =
      file("f.json", R"({"tiers": [{"tier": "mine", "tasks_at_once": 0}]})");
  const std::string config = file("c.json", R"({"tier": "mine"})");
  EXPECT_THAT(problems({config, fixtures}),
              ElementsAre(StartsWith(R"(f.json: tiers[0] "mine": )")));
  EXPECT_THAT(problems({config}), ElementsAre(StartsWith("c.json: tier: there is no tier")));
  const std::string late = file("d.json", R"({"tier": "mine", "latency": "soon"})");
  EXPECT_THAT(
      problems({fixtures, late}),
      ElementsAre(StartsWith("f.json: "), AllOf(StartsWith("d.json: "), HasSubstr("latency"))));
}

TEST_F(FileCheckTest, ChecksTheFilesThatAConfigFileNames) {
  file("mock/f/tiers.json", R"({"tiers": [{"tier": "mine"}]})");
  file("mock/s.json", R"({"name": "ours", "each_account": {"tier": "mine", "status": "lost"}})");
  const std::string path =
      file("mock/c.json",
           R"({"fixtures": ["f"], "tier": "mine", "scenarios": "s.json", "latency": "instant"})");
  EXPECT_THAT(
      problems({path}),
      ElementsAre(
          R"(mock/s.json: each_account: field "status": must be one of "active", "suspended", not "lost")"));
  EXPECT_THAT(names_, ElementsAre("mock/c.json", "mock/f/tiers.json", "mock/s.json"));
  file("mock/s.json", R"({"name": "ours", "each_account": {"tier": "mine"}})");
  EXPECT_THAT(problems({path}), IsEmpty());
}

TEST_F(FileCheckTest, ChecksFilesThatDependOnEachOtherTogether) {
  const std::string scenario = file(
      "a.json", R"({"steps": [], "accounts": [{"name": "n", "keys": ["k"], "tier": "mine"}]})");
  EXPECT_THAT(problems({scenario}),
              ElementsAre(HasSubstr(R"(a.json: accounts[0] "n": there is no tier "mine")")));
  const std::string fixtures = file("b.json", R"({"tiers": [{"tier": "mine"}]})");
  EXPECT_THAT(problems({scenario, fixtures}), IsEmpty());
  // One account can be in several scenarios, because each is checked separately.
  const std::string other =
      file("c.json", R"({"name": "c", "steps": [], "accounts": [{"name": "n", "keys": ["k"]}]})");
  EXPECT_THAT(problems({scenario, other, fixtures}), IsEmpty());
}

TEST_F(FileCheckTest, ReadsEachConfigFileSeparately) {
  file("f.json", R"({"accounts": [{"name": "n", "keys": ["k"]}]})");
  file("g.json", R"({"accounts": [{"name": "m", "keys": ["k"]}]})");
  const std::string first = file("c.json", R"({"fixtures": "f.json"})");
  const std::string second = file("d.json", R"({"fixtures": "g.json"})");
  EXPECT_THAT(problems({first, second}), IsEmpty());
  // A fixture file on the command line applies to both.
  const std::string given = file("h.json", R"({"accounts": [{"name": "o", "keys": ["k"]}]})");
  EXPECT_THAT(
      problems({given, first, second}),
      ElementsAre(StartsWith(R"(f.json: accounts[0] "n": field "keys": keys[0] belongs to )"),
                  StartsWith(R"(g.json: accounts[0] "m": field "keys": keys[0] belongs to )")));
}

TEST_F(FileCheckTest, ChecksScenariosTranscriptsAndCases) {
  EXPECT_THAT(
      problems({file("s.json", R"({"steps": [{"at": "soon", "faults": ["delay"]}]})")}),
      ElementsAre(
          R"(s.json: steps[0]: field "at": must be a duration from 0 to 36525d such as "10s", not "soon")"));
  EXPECT_THAT(problems({file("t.jsonl", "{\"wavespeed_mock_transcript\": 2}\n")}),
              ElementsAre(StartsWith("t.jsonl: line 1: field \"wavespeed_mock_transcript\"")));
  EXPECT_THAT(
      problems({file("k.json", R"({"cases": [{"name": "a-b"}]})")}),
      ElementsAre(R"(k.json: cases[0]: field "name": must be letters, digits and _, not "a-b")"));
}

TEST_F(FileCheckTest, ReportsUnreadableFiles) {
  file("empty/x.txt", "");
  const std::string folder = (temp_.path() / "empty").string();
  const std::string none = (temp_.path() / "none.json").string();
  const std::string blank = file("blank.json", " \n");
  const std::string broken = file("broken.json", "{\"tiers\": [}");
  const std::string other = file("other.json", R"({"rules": []})");
  EXPECT_THAT(problems({folder, none, blank, broken, other}),
              ElementsAre("empty: the folder has no *.json and no *.jsonl file",
                          "none.json: there is no such file or folder", "blank.json: is empty",
                          StartsWith("broken.json: is not valid JSON: at line 1, column 12: "),
                          StartsWith("other.json: is not a config, fixture, scenario, ")));
}

TEST_F(FileCheckTest, UsesTheGivenKind) {
  const std::string path = file("f.json", R"({"faults": [], "steps": [{"at": "1s"}]})");
  EXPECT_THAT(problems({path}, FileKind::fixture),
              ElementsAre(R"(f.json: field "steps" is not known)"));
  EXPECT_THAT(problems({path}, FileKind::scenario),
              ElementsAre(R"(f.json: steps[0]: field "faults": must list at least one rule)"));
}

TEST_F(FileCheckTest, ReadsAFolderAndEachFileOnce) {
  const std::string path = file("all/a.json", R"({"coupons": [{"code": "A", "usd": 1}]})");
  file("all/b.json", R"({"port": 0, "fixtures": "a.json"})");
  file("all/c.txt", "not ours");
  EXPECT_THAT(problems({(temp_.path() / "all").string(), path}), IsEmpty());
  EXPECT_THAT(names_, ElementsAre("all/a.json", "all/b.json"));
}

TEST_F(FileCheckTest, FindsOptionsThatServeRefusesAtItsStart) {
  EXPECT_THAT(
      problems({file("c.json", R"({"tls_cert": "c.pem"})"), file("d.json", R"({"tls_key": "k"})"),
                file("e.json", R"({"tls_key": "k", "tls_self_signed": "own.pem"})"),
                file("f.json", R"({"engine": "httplib", "tls_self_signed": "own.pem"})"),
                file("g.json", R"({"tls_self_signed": "no/own.pem", "client_report": "no/r.xml",
                                   "port_file": "."})"),
                file("h.json", R"({"tls_cert": "c.pem", "tls_key": "k.pem"})")}),
      ElementsAre(
          R"(c.json: tls_cert "c.pem" needs tls_key, the file of its private key)",
          R"(d.json: tls_key "k" needs tls_cert, the file of its certificate)",
          StartsWith("e.json: tls_self_signed creates its own certificate; it must be "),
          StartsWith(R"(f.json: engine "httplib" )"),
          R"(g.json: tls_self_signed: the file "no/own.pem" cannot be written: No such )"
          "file or directory",
          StartsWith(R"(g.json: port file )"),
          R"(g.json: client report "no/r.xml" cannot be written: No such file or directory)",
          R"(h.json: tls_cert: the file "c.pem" cannot be read: No such file or directory)"));
  EXPECT_FALSE(fs::exists(temp_.path() / "own.pem"));
}

TEST_F(FileCheckTest, FindsAConfigFileThatNamesItself) {
  EXPECT_THAT(
      problems({file("a/c.json", R"({"fixtures": "c.json", "scenarios": "."})")}),
      ElementsAre(
          R"(a/c.json: fixtures: "a/c.json" is the config file itself)",
          StartsWith(R"(a/c.json: scenarios: "a/." is the folder of the config file, and )")));
  EXPECT_THAT(problems({file("b/c.json", R"({"scenario": "./c.json", "replay": "c.json"})")}),
              ElementsAre(R"(b/c.json: scenario: "b/./c.json" is the config file itself)",
                          R"(b/c.json: replay: "b/c.json" is the config file itself)"));
}

TEST_F(FileCheckTest, TakesAFolderOnlyWhereServeDoes) {
  file("s/a.json", R"({"name": "a"})");
  EXPECT_THAT(problems({file("c.json", R"({"scenario": "./s"})")}),
              ElementsAre(R"(./s: cannot be read: Is a directory)"));
  EXPECT_THAT(problems({file("d.json", R"({"replay": "s"})")}),
              ElementsAre(R"(s: cannot be read: Is a directory)"));
  EXPECT_THAT(problems({file("e.json", R"({"scenarios": "s"})")}), IsEmpty());
}

TEST_F(FileCheckTest, ReadsAFileAsWhatAConfigFileNamesIt) {
  const std::string rules = file("r.json", R"({"faults": []})");
  EXPECT_THAT(problems({rules, file("c.json", R"({"scenario": "./r.json"})")}), IsEmpty());
  const std::string other = file("o.json", R"({"rules": []})");
  EXPECT_THAT(problems({other, file("d.json", R"({"fixtures": "o.json"})")}),
              ElementsAre(R"(o.json: field "rules" is not known)"));
  const std::string both = file("e.json", R"({"fixtures": "r.json", "scenarios": "r.json"})");
  EXPECT_THAT(problems({both}), IsEmpty());
  EXPECT_THAT(problems({file("t.json", R"({"tiers": []})"),
                        file("g.json", R"({"fixtures": "t.json", "scenarios": "t.json"})")}),
              ElementsAre(R"(t.json: field "tiers" is not known)"));
}

TEST_F(FileCheckTest, ContinuesWhereThereIsNoMock) {
  std::string rules;
  for (int i = 0; i < 600; ++i)
    rules += (i == 0 ? "" : ",") + std::string(R"({"fault":"connection_reset"})");
  const std::string first = file("a.json", R"({"faults": [)" + rules + "]}");
  const std::string second = file("b.json", R"({"faults": [)" + rules + "]}");
  EXPECT_THAT(problems({first, second, file("k.json", R"({"cases": [{"name": "a-b"}]})")}),
              ElementsAre(HasSubstr("1000"), StartsWith("k.json: cases[0]: ")));
}

TEST_F(FileCheckTest, SkipsTheFolderOfMedia) {
  const fs::path folder = temp_.path() / "media";
  EXPECT_THAT(problems({file("c.json", R"({"media_dir": "media"})")}), IsEmpty());
  EXPECT_FALSE(fs::exists(folder));
}

}  // namespace
}  // namespace wavespeed_mock::cli::file_check_test
