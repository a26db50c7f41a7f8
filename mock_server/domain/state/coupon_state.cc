// The coupons that are defined. How often an account has redeemed one is part of its credit.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class CouponStateKind final : public SharedStateKind {
 public:
  explicit CouponStateKind(Coupons& coupons) : coupons_(coupons) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::coupons); }

  std::any save_shared() const override { return coupons_.save(); }
  void restore_shared(const std::any& saved) const override {
    coupons_.restore(std::any_cast<const Coupons::Saved&>(saved));
  }

 private:
  Coupons& coupons_;
};

}  // namespace

StateKindPtr coupon_state(Coupons& coupons) {
  return std::make_unique<CouponStateKind>(coupons);
}

}  // namespace wavespeed_mock
