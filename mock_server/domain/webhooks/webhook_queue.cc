#include "domain/webhooks/webhook_queue.h"

#include <algorithm>
#include <utility>

#include "base/value/due_time.h"
#include "base/value/timestamp.h"
#include "domain/webhooks/webhook_retries.h"

namespace wavespeed_mock {
namespace {

// Of the id of an attempt, those that are the webhook's own.
constexpr int kIdBits = 40;

bool is_success(const WebhookAnswer& answer) {
  return answer.status >= 200 && answer.status < 300;
}

// What follows something that never happens does not happen either.
Timestamp after(Timestamp time, Duration duration) {
  return time == kNever ? time : later(time, duration);
}

}  // namespace

WebhookRules webhook_rules(const Options& options) {
  return {.retries = options.webhook_retries, .backoff = options.webhook_backoff};
}

void WebhookQueue::enqueue_and_notify(PendingWebhook webhook) {
  enqueue(std::move(webhook));
  notify();
}

void WebhookQueue::enqueue(PendingWebhook webhook) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t id = ++last_id_;
  const WebhookFault& fault = webhook.fault;
  Timestamp due = after(webhook.prediction->ended_at, fault.late);
  if (fault.out_of_order && held_.hold(webhook.account->number(), id, due)) {
    due = after(due, rules_.max_held);
  }
  Pending pending{.webhook = {.id = id,
                              .prediction = webhook.prediction->id,
                              .url = webhook.url,
                              .fault = fault},
                  .repetitions = fault.duplicates};
  pending.to_render = std::make_shared<PendingWebhook>(std::move(webhook));
  wait_until(pending, WebhookState::waiting, due);
  unstarted_.insert(id);
  pending_.emplace(id, std::move(pending));
  if (pending_.size() > rules_.max_pending) drop_oldest();
}

void WebhookQueue::notify() const {
  enqueued_.notify();
}

std::optional<Timestamp> WebhookQueue::next_due() const {
  const std::lock_guard lock(mutex_);
  return due_.empty() ? std::nullopt : std::optional(due_.begin()->first);
}

std::vector<DueWebhook> WebhookQueue::take_due(Timestamp now, std::size_t max) {
  std::vector<DueWebhook> taken;
  const std::lock_guard lock(mutex_);
  while (!due_.empty() && due_.begin()->first <= now && taken.size() < max) {
    const std::uint64_t id = due_.begin()->second;
    due_.erase(due_.begin());
    unstarted_.erase(id);
    Pending& pending = pending_.at(id);
    if (pending.webhook.fault.out_of_order) held_.forget(pending.to_render->account->number(), id);
    pending.webhook.state = WebhookState::sending;
    pending.began_at = now;
    pending.attempt = id + (rounds_ << kIdBits);
    taken.push_back({pending.attempt, pending.to_render});
  }
  return taken;
}

std::shared_ptr<const PendingWebhook> WebhookQueue::complete(std::uint64_t id, WebhookAnswer answer,
                                                             Timestamp now) {
  const std::lock_guard lock(mutex_);
  const auto position = pending_.find(id & ((1ULL << kIdBits) - 1));
  if (position == pending_.end()) return nullptr;
  Pending& pending = position->second;
  Webhook& webhook = pending.webhook;
  if (webhook.state != WebhookState::sending || pending.attempt != id) return nullptr;

  const bool success = is_success(answer);
  webhook.attempts.push_back({pending.began_at, now, std::move(answer)});
  if (success || pending.delivered) {
    deliver(position, now);
    return nullptr;
  }
  if (const auto next =
          next_attempt(rules_.retries, rules_.backoff, webhook.attempts.size(), now)) {
    wait_until(pending, WebhookState::retrying, *next);
    return nullptr;
  }
  auto failed = pending.to_render;
  finish(position, WebhookState::failed);
  return failed;
}

WebhookQueue::Listing WebhookQueue::list(AccountNumber account) const {
  Listing listing;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, pending] : pending_) {
      if (pending.to_render->account->number() == account)
        listing.webhooks.push_back(pending.webhook);
    }
    if (const auto past = past_.find(account); past != past_.end()) {
      const auto& finished = past->second.finished;
      listing.webhooks.insert(listing.webhooks.end(), finished.begin(), finished.end());
      listing.dropped = past->second.dropped;
    }
  }
  std::sort(listing.webhooks.begin(), listing.webhooks.end(),
            [](const Webhook& a, const Webhook& b) { return a.id > b.id; });
  if (listing.webhooks.size() > rules_.max_finished) {
    listing.webhooks.resize(rules_.max_finished);
  }
  return listing;
}

WebhookQueue::Counts WebhookQueue::counts() const {
  const std::lock_guard lock(mutex_);
  Counts counts = ended_;
  for (const auto& [id, pending] : pending_) {
    ++counts[static_cast<std::size_t>(pending.webhook.state)];
  }
  return counts;
}

std::shared_ptr<void> WebhookQueue::on_enqueued(std::function<void()> enqueued) {
  return enqueued_.listen(std::move(enqueued));
}

WebhookQueue::Saved WebhookQueue::save(AccountNumber account) const {
  Saved saved;
  const std::lock_guard lock(mutex_);
  for (const auto& [id, pending] : pending_) {
    if (pending.to_render->account->number() != account) continue;
    saved.pending_.push_back(pending);
    Webhook& webhook = saved.pending_.back().webhook;
    if (webhook.state != WebhookState::sending) continue;
    webhook.due = pending.began_at;
    webhook.state = pending.delivered          ? WebhookState::repeating
                    : webhook.attempts.empty() ? WebhookState::waiting
                                               : WebhookState::retrying;
  }
  if (const auto past = past_.find(account); past != past_.end()) saved.past_ = past->second;
  saved.held_ = held_.save(account);
  return saved;
}

void WebhookQueue::restore(AccountNumber account, const Saved& saved) {
  const std::lock_guard lock(mutex_);
  for (auto it = pending_.begin(); it != pending_.end();) {
    const auto position = it++;
    if (position->second.to_render->account->number() != account) continue;
    undid_attempts_ |= position->second.webhook.state == WebhookState::sending;
    stop_waiting(position->second);
    unstarted_.erase(position->first);
    pending_.erase(position);
  }
  held_.restore(account, saved.held_);
  for (const Pending& pending : saved.pending_) {
    const Webhook& webhook = pending.webhook;
    Pending& again = pending_.emplace(webhook.id, pending).first->second;
    wait_until(again, webhook.state, webhook.due);
    if (webhook.state == WebhookState::waiting) unstarted_.insert(webhook.id);
  }
  past_[account] = saved.past_;
  while (pending_.size() > rules_.max_pending && !unstarted_.empty()) drop_oldest();
}

std::uint64_t WebhookQueue::last_id() const {
  const std::lock_guard lock(mutex_);
  return last_id_;
}

void WebhookQueue::restore_last_id(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  if (std::exchange(undid_attempts_, false)) ++rounds_;
  last_id_ = id;
}

void WebhookQueue::wait_until(Pending& pending, WebhookState state, Timestamp due) {
  pending.webhook.state = state;
  pending.webhook.due = due;
  if (due != kNever) due_.emplace(due, pending.webhook.id);
}

void WebhookQueue::stop_waiting(const Pending& pending) {
  due_.erase({pending.webhook.due, pending.webhook.id});
}

// By an attempt of its own, or by one of its repetitions.
void WebhookQueue::deliver(PendingMap::iterator position, Timestamp now) {
  Pending& pending = position->second;
  if (!pending.delivered) {
    pending.delivered = true;
    for (const std::uint64_t id : held_.release(pending.to_render->account->number(), now)) {
      Pending& overtaken = pending_.at(id);
      stop_waiting(overtaken);
      wait_until(overtaken, WebhookState::waiting, now);
    }
  }
  if (pending.repetitions == 0) {
    finish(position, WebhookState::delivered);
  } else {
    --pending.repetitions;
    wait_until(pending, WebhookState::repeating, now);
  }
}

void WebhookQueue::drop_oldest() {
  const auto position = pending_.find(*unstarted_.begin());
  unstarted_.erase(unstarted_.begin());
  stop_waiting(position->second);
  const AccountNumber account = position->second.to_render->account->number();
  held_.forget(account, position->first);
  ++past_[account].dropped;
  finish(position, WebhookState::dropped);
}

void WebhookQueue::finish(PendingMap::iterator position, WebhookState state) {
  auto& finished = past_[position->second.to_render->account->number()].finished;
  position->second.webhook.state = state;
  ++ended_[static_cast<std::size_t>(state)];
  finished.push_back(std::move(position->second.webhook));
  if (finished.size() > rules_.max_finished) finished.pop_front();
  pending_.erase(position);
}

std::string_view to_text(WebhookState state) {
  switch (state) {
    case WebhookState::waiting:
      return "waiting";
    case WebhookState::sending:
      return "sending";
    case WebhookState::retrying:
      return "retrying";
    case WebhookState::repeating:
      return "repeating";
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
