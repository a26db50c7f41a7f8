// Finds out early that a file cannot be written at the end of a run.
//
// A function without state.
#pragma once

#include <filesystem>
#include <string>

namespace wavespeed_mock {

// Why no file of that path can be written: "No such file or directory"; empty where one can.
// Creates nothing and changes nothing.
std::string output_problem(const std::filesystem::path& path);

}  // namespace wavespeed_mock
