#include "domain/tasks/history.h"

#include <algorithm>
#include <unordered_set>

#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "domain/tasks/lifecycle.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

bool is_old(const Prediction& prediction, Duration retention, Timestamp now) {
  return later(prediction.created_at, retention) <= now;
}

bool created_before(const std::shared_ptr<const Prediction>& prediction, Timestamp time) {
  return prediction->created_at < time;
}
bool created_after(Timestamp time, const std::shared_ptr<const Prediction>& prediction) {
  return prediction->created_at > time;
}

}  // namespace

std::shared_ptr<const Prediction> find_kept(const Store& store, std::string_view id,
                                            Duration retention, Timestamp now) {
  const auto parsed = parse_prediction_id(id);
  auto prediction = parsed ? store.find_prediction(*parsed) : nullptr;
  return prediction == nullptr || is_old(*prediction, retention, now) ? nullptr : prediction;
}

Duration parse_retention(std::string_view option) {
  const auto retention = parse_duration(option);
  if (retention && *retention > Duration::zero()) return *retention;
  throw ConfigError("retention must be a duration above 0 such as 7d, not \"" +
                    std::string(option) + "\"");
}

void forget_old(History& history, Store& store, Duration retention, Timestamp now) {
  while (!history.empty() && is_old(*history.front(), retention, now)) {
    store.remove_prediction(history.front()->id);
    history.pop_front();
  }
}

HistoryPage list_history(const History& history, const HistoryQuery& query, Timestamp now) {
  const auto first =
      std::lower_bound(history.begin(), history.end(), query.created_after, created_before);
  const auto last = std::upper_bound(first, history.end(), query.created_before, created_after);
  const std::size_t skipped = (query.page - 1) * query.page_size;
  HistoryPage page;

  if (query.model.empty() && query.status.empty()) {
    page.total = static_cast<std::size_t>(last - first);
    const std::size_t begin = std::min(skipped, page.total);
    const std::size_t end = std::min(skipped + query.page_size, page.total);
    for (std::size_t i = begin; i < end; ++i) {
      page.items.push_back(last[-1 - static_cast<std::ptrdiff_t>(i)]);
    }
    return page;
  }
  for (auto it = last; it != first;) {
    const auto& prediction = *--it;
    if (!query.model.empty() && prediction->model->id != query.model) continue;
    if (!query.status.empty() && to_text(status_at(*prediction, now)) != query.status) continue;
    if (page.total >= skipped && page.items.size() < query.page_size) {
      page.items.push_back(prediction);
    }
    ++page.total;
  }
  return page;
}

std::size_t delete_from_history(History& history, Store& store,
                                const std::vector<PredictionId>& ids) {
  const std::unordered_set<PredictionId> wanted(ids.begin(), ids.end());
  Timestamp oldest = Timestamp::max();
  for (const PredictionId id : wanted) {
    if (const auto known = store.find_prediction(id)) oldest = std::min(oldest, known->created_at);
  }
  const auto first = std::lower_bound(history.begin(), history.end(), oldest, created_before);
  const std::vector<std::shared_ptr<const Prediction>> newer(first, history.end());
  history.truncate(history.size() - newer.size());
  std::size_t count = 0;
  for (const auto& prediction : newer) {
    if (wanted.contains(prediction->id)) {
      store.remove_prediction(prediction->id);
      ++count;
    } else {
      history.push_back(prediction);
    }
  }
  return count;
}

}  // namespace wavespeed_mock
