#include "wavespeed_mock/error.h"

#include "base/text/quoting.h"

namespace wavespeed_mock {

Error::Error(ErrorCode code, const std::string& message)
    : std::runtime_error(one_line(message)), code_(code) {}

}  // namespace wavespeed_mock
