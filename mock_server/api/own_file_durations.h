// The durations of the mock's own files, as a request names them: uploads, or the outputs of tasks.
//
// Lives as long as the request; any thread may call it.
#pragma once

#include <optional>
#include <string_view>

#include "domain/models/input_duration.h"
#include "domain/uploads/uploads.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

class RequestFileDurations final : public OwnFileDurations {
 public:
  // Where the files are, and how long tasks and their outputs are kept. Must outlive this object.
  struct Files {
    const Store& store;
    const Uploads& uploads;
    Duration retention;
  };

  // `request` must outlive this object: a URL is the mock's when it has the host that the request
  // was sent to. A file that is not kept at `now` is unknown.
  RequestFileDurations(const Files& files, const Request& request, Timestamp now)
      : files_(files), request_(request), now_(now) {}

  std::optional<double> seconds_of(std::string_view url) const override;

 private:
  const Files files_;
  const Request& request_;
  const Timestamp now_;
};

}  // namespace wavespeed_mock
