// Writes the tree of a formula as text, in one canonical form.
#pragma once

#include <string>

#include "base/formula/formula_tree.h"

namespace wavespeed_mock::formula {

// `{"total_price": base_price * num_images}`: a space around operators, parentheses only where they
// change the meaning or tell branches of conditions apart.
std::string printed(const Tree& tree);

}  // namespace wavespeed_mock::formula
