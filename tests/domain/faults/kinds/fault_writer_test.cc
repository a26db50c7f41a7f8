#include "domain/faults/kinds/fault_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/every_field.h"

namespace wavespeed_mock::fault_writer_test {
namespace {

std::string written(const EveryField& fault) {
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  write_fault_fields(fault, out);
  return out.dump();
}

TEST(FaultWriter, WritesEachFieldThatHasAValue) {
  EveryField fault;
  EXPECT_EQ(written(fault),
            R"({"whole":5,"even":2,"number":0.5,"text":"word","letter":"a","pause":"5s",)"
            R"("length":"fixed:1s"})");
  fault.perhaps = 1;
  fault.maybe = "";
  EXPECT_EQ(written(fault),
            R"({"whole":5,"perhaps":1,"even":2,"number":0.5,"text":"word","maybe":"","letter":"a",)"
            R"("pause":"5s","length":"fixed:1s"})");
}

}  // namespace
}  // namespace wavespeed_mock::fault_writer_test
