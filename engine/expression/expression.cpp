// Equality of conditions, which is that of what they were written as and not of what they mean.
#include "engine/expression/expression.h"

namespace switchyard::expression {

bool operator==(const Operand& a, const Operand& b) {
  return a.content == b.content;
}

bool operator==(const Comparison& a, const Comparison& b) {
  return a.op == b.op && a.left == b.left && a.right == b.right;
}

bool operator==(const Expression& a, const Expression& b) {
  return a.kind == b.kind && a.comparison == b.comparison && a.parts == b.parts;
}

}  // namespace switchyard::expression
