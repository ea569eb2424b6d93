// The carrier names a conference by a SID of its own; we only know what we called it.
#include "adapters/carrier/conferences.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/carrier/line.h"
#include "adapters/results/persist.h"
#include "engine/base/sid.h"

namespace switchyard::adapters::carrier {
namespace {

constexpr std::uint32_t most_looks = 5;

using Found = std::function<void(const std::optional<std::string>&)>;

void look(Context& context, const std::string& name, const Found& found, std::uint32_t number) {
  context.attempts.run(find_conference(context.settings, name), [&context, name, found,
                                                                 number](const http::SendResult& result) {
    const auto sid = result.accepted() ? read_first_conference(result.response.body) : std::nullopt;
    if (sid || !result.accepted() || number == most_looks) return found(sid);
    context.after(seconds(std::int64_t{1} << (number - 1)),
                  [&context, name, found, number] { look(context, name, found, number + 1); });
  });
}

// The object with the SID among what stands there.
Value with_sid(const Attributes& attributes, const std::string& sid) {
  Value::Object conference;
  const Value all = attributes.value();
  if (const auto* members = std::get_if<Value::Object>(&all.data)) {
    for (const auto& [name, value] : *members) {
      const auto* object = std::get_if<Value::Object>(&value.data);
      if (name == "conference" && object != nullptr) conference = *object;
    }
  }
  std::erase_if(conference, [](const auto& member) { return member.first == "sid"; });
  conference.emplace_back("sid", Value(Value::Data(sid)));
  return Value(Value::Data(std::move(conference)));
}

void note_sid(Context& context, const Subject& subject, const std::string& sid) {
  const auto decide = [id = subject.task, sid](const WorkspaceView& view) {
    const std::optional<Task> task = look_up(view, id);
    if (!task || !is_in_hand(task->status)) return std::vector<Command>();
    TaskChanges changes;
    changes.task = id;
    changes.attributes = with_value(task->attributes, "conference", with_sid(task->attributes, sid));
    return std::vector<Command>{std::move(changes)};
  };
  results::persist(context.port, context.after, subject.workspace, decide);
}

}  // namespace

void find_live_conference(Context& context, const std::string& name, Found found) {
  look(context, name, found, 1);
}

void settle_conference(Context& context, const Subject& subject, const http::Fields& wishes) {
  const std::string name = make_sid(sid_key(subject.workspace), SidKind::task, subject.task.value);
  const std::string customer(http::find_field(wishes, "customer").value_or(""));
  const bool goes_on = http::find_field(wishes, "end_conference_on_customer_exit").value_or("") == "false";
  find_live_conference(
      context, name, [&context, subject, customer, goes_on](const std::optional<std::string>& sid) {
        if (!sid) return;
        note_sid(context, subject, *sid);
        if (!goes_on || customer.empty()) return;
        context.attempts.run(
            outlive_participant(context.settings, *sid, customer, effect_key(subject, "outlive")),
            [](const http::SendResult&) {});
      });
}

}  // namespace switchyard::adapters::carrier
