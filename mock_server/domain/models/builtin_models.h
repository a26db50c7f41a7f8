// The models that every mock has: those of the service as they were in June 2026, with some older
// ones.
#pragma once

#include "domain/models/lazy_models.h"

namespace wavespeed_mock {

// Shared by all mocks; made at the first call. Any thread may call it.
const LazyModels& builtin_models();

}  // namespace wavespeed_mock
