// Each enumerator has its own name as its word: checked here and not in the header, because compilers take
// seconds for it.
#include "engine/codec/text/enums.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include "engine/codec/text/task_status.h"

namespace switchyard::codec {

namespace {

// The compiler's own name of the enumerator behind a value; for a value without enumerator a cast such as
// (E)7.
template <class Enum, Enum value>
constexpr auto compiler_name() {
  constexpr std::string_view text = __PRETTY_FUNCTION__;  // [… value = switchyard::Refusal::duplicate; …]
  constexpr std::string_view before = "value = ";
  constexpr std::size_t from = text.find(before) + before.size();
  constexpr std::size_t end = text.find_first_of(",;]", from);
  constexpr std::size_t begin = text.find_last_of(" :)", end) + 1;
  return text.substr(begin, end - begin);
}

// The word of `number` is the enumerator's name; where there is no enumerator there is no word.
template <class Enum, std::size_t number>
constexpr bool word_fits() {
  constexpr auto value = static_cast<Enum>(number);
  constexpr std::string_view name = compiler_name<Enum, value>();
  constexpr bool is_number = name.front() >= '0' && name.front() <= '9';
  return enum_text(value) == (is_number ? std::string_view{} : name);
}

template <class Enum, std::size_t... numbers>
constexpr bool words_fit(std::index_sequence<numbers...>) {
  return (word_fits<Enum, numbers>() && ...);
}

// Looks at the numbers 0 … 63, where all our enumerators are.
template <class Enum>
constexpr bool is_complete() {
  return words_fit<Enum>(std::make_index_sequence<64>{});
}

static_assert(is_complete<Refusal>());
static_assert(is_complete<CancelReason>());
static_assert(is_complete<ReservationEnd>());
static_assert(is_complete<KnownWorkerProblem>());
static_assert(is_complete<WithdrawReason>());
static_assert(is_complete<OriginCause>());
static_assert(is_complete<TransferMode>());
static_assert(is_complete<HandBackTo>());
static_assert(is_complete<TransferFailure>());
static_assert(is_complete<TaskStatus>());

}  // namespace

}  // namespace switchyard::codec
