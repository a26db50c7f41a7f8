#include "domain/webhooks.h"

#include <algorithm>

#include "base/duration_text.h"
#include "base/timestamp.h"

namespace wavespeed_mock {
namespace {

bool is_success(const WebhookAnswer& answer) {
  return answer.status >= 200 && answer.status < 300;
}

// The pause behind the attempt of that number, from 1.
Duration pause_after(Duration backoff, std::size_t attempt) {
  for (std::size_t i = 1; i < attempt; ++i) {
    if (backoff > Duration::max() / 2) return Duration::max();
    backoff *= 2;
  }
  return backoff;
}

Duration duration_option(std::string_view name, const std::string& text, Duration least) {
  const auto duration = parse_duration(text);
  if (duration && *duration >= least) return *duration;
  throw ConfigError(std::string(name) + " must be a duration of at least " + to_text(least) +
                    ", such as \"5s\", not \"" + text + "\"");
}

}  // namespace

WebhookRules webhook_rules(const Options& options) {
  constexpr int kMostRetries = 20;
  if (options.webhook_retries < 0 || options.webhook_retries > kMostRetries) {
    throw ConfigError("webhook_retries must be from 0 to 20, not " +
                      std::to_string(options.webhook_retries));
  }
  return {.retries = options.webhook_retries,
          .backoff = duration_option("webhook_backoff", options.webhook_backoff, Duration::zero())};
}

Duration webhook_timeout(const Options& options) {
  return duration_option("webhook_timeout", options.webhook_timeout, std::chrono::milliseconds(1));
}

void Webhooks::add(WebhookOrder order) {
  {
    const std::lock_guard lock(mutex_);
    const std::uint64_t id = ++last_id_;
    Webhook webhook{.id = id,
                    .prediction = order.prediction->id,
                    .url = order.url,
                    .due = order.prediction->ended_at};
    due_.emplace(webhook.due, id);
    unstarted_.insert(id);
    pending_.emplace(id, Pending{.webhook = std::move(webhook),
                                 .order = std::make_shared<WebhookOrder>(std::move(order))});
    if (pending_.size() > rules_.most_pending) drop_oldest();
  }
  if (added_) added_();
}

std::optional<Timestamp> Webhooks::next_due() const {
  const std::lock_guard lock(mutex_);
  return due_.empty() ? std::nullopt : std::optional(due_.begin()->first);
}

std::vector<DueWebhook> Webhooks::take_due(Timestamp now, std::size_t most) {
  std::vector<DueWebhook> taken;
  const std::lock_guard lock(mutex_);
  while (!due_.empty() && due_.begin()->first <= now && taken.size() < most) {
    const std::uint64_t id = due_.begin()->second;
    due_.erase(due_.begin());
    unstarted_.erase(id);
    Pending& pending = pending_.at(id);
    pending.webhook.state = WebhookState::sending;
    pending.began_at = now;
    taken.push_back({id, pending.order});
  }
  return taken;
}

std::shared_ptr<const WebhookOrder> Webhooks::report(std::uint64_t id, WebhookAnswer answer,
                                                     Timestamp now) {
  const std::lock_guard lock(mutex_);
  const auto place = pending_.find(id);
  if (place == pending_.end()) return nullptr;
  Pending& pending = place->second;
  Webhook& webhook = pending.webhook;
  if (webhook.state != WebhookState::sending) return nullptr;

  const bool success = is_success(answer);
  webhook.attempts.push_back({pending.began_at, now, std::move(answer)});
  if (success) {
    finish(place, WebhookState::delivered);
    return nullptr;
  }
  if (webhook.attempts.size() > static_cast<std::size_t>(rules_.retries)) {
    auto order = pending.order;
    finish(place, WebhookState::failed);
    return order;
  }
  webhook.state = WebhookState::retrying;
  webhook.due = later(now, pause_after(rules_.backoff, webhook.attempts.size()));
  due_.emplace(webhook.due, id);
  return nullptr;
}

Webhooks::Listing Webhooks::list(AccountNumber account) const {
  Listing listing;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, pending] : pending_) {
      if (pending.order->account->number() == account) listing.webhooks.push_back(pending.webhook);
    }
    if (const auto past = past_.find(account); past != past_.end()) {
      const auto& finished = past->second.finished;
      listing.webhooks.insert(listing.webhooks.end(), finished.begin(), finished.end());
      listing.dropped = past->second.dropped;
    }
  }
  std::sort(listing.webhooks.begin(), listing.webhooks.end(),
            [](const Webhook& a, const Webhook& b) { return a.id > b.id; });
  if (listing.webhooks.size() > rules_.most_finished) {
    listing.webhooks.resize(rules_.most_finished);
  }
  return listing;
}

Webhooks::Counts Webhooks::counts() const {
  const std::lock_guard lock(mutex_);
  Counts counts = ended_;
  for (const auto& [id, pending] : pending_) {
    ++counts[static_cast<std::size_t>(pending.webhook.state)];
  }
  return counts;
}

void Webhooks::on_added(std::function<void()> added) {
  added_ = std::move(added);
}

void Webhooks::drop_oldest() {
  const auto place = pending_.find(*unstarted_.begin());
  unstarted_.erase(unstarted_.begin());
  due_.erase({place->second.webhook.due, place->first});
  ++past_[place->second.order->account->number()].dropped;
  finish(place, WebhookState::dropped);
}

void Webhooks::finish(PendingMap::iterator place, WebhookState state) {
  auto& finished = past_[place->second.order->account->number()].finished;
  place->second.webhook.state = state;
  ++ended_[static_cast<std::size_t>(state)];
  finished.push_back(std::move(place->second.webhook));
  if (finished.size() > rules_.most_finished) finished.pop_front();
  pending_.erase(place);
}

std::string_view to_text(WebhookState state) {
  switch (state) {
    case WebhookState::waiting:
      return "waiting";
    case WebhookState::sending:
      return "sending";
    case WebhookState::retrying:
      return "retrying";
    case WebhookState::delivered:
      return "delivered";
    case WebhookState::failed:
      return "failed";
    case WebhookState::dropped:
      return "dropped";
  }
  return "";
}

}  // namespace wavespeed_mock
