// What tests of the built program share: they run it as its users do, with arguments and
// environment in; exit code, stdout, stderr and sockets out.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "support/program.h"
#include "support/raw_client.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli {

class ProgramTest : public testing::Test {
 protected:
  // The port in the program's first line.
  static int port_in(const std::string& line) {
    const std::size_t host = line.find("http://127.0.0.1:");
    if (host == std::string::npos) throw std::runtime_error("no URL in: " + line);
    return std::stoi(line.substr(host + std::string_view("http://127.0.0.1:").size()));
  }

  // The whole answer to a GET, headers included.
  static std::string get(int port, const std::string& target, const std::string& key) {
    RawClient client(port);
    client.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key +
                "\r\n\r\n");
    return client.read_answer();
  }
  static std::string header_of(const std::string& answer, const std::string& name) {
    const std::size_t begin = answer.find("\r\n" + name + ": ") + name.size() + 4;
    return answer.substr(begin, answer.find("\r\n", begin) - begin);
  }

  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

}  // namespace wavespeed_mock::cli
