// Writes the fields one behind the other; an index that can be computed is not among them.
#include <string>

#include "engine/base/check.h"
#include "engine/codec/bytes/encode.h"
#include "engine/codec/bytes/put.h"
#include "engine/codec/log/format.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/codec/snapshot/state_fields.h"

namespace switchyard::codec {
namespace {

class Writer {
 public:
  explicit Writer(ByteBuffer& out) : out_(out) {}

  template <class... Fields>
  void operator()(const Fields&... fields) {
    (value(fields), ...);
  }

 private:
  template <class T>
  void value(const T& field) {
    if constexpr (requires { RulesFields::of(*this, field); }) {
      RulesFields::of(*this, field);
    } else if constexpr (requires { StateFields::of(*this, field); }) {
      StateFields::of(*this, field);
    } else {
      Put(out_.extend(Size::of(field))).value(field);
    }
  }
  template <class T>
  void value(const std::optional<T>& field) {
    value(field.has_value());
    if (field) value(*field);
  }
  template <class T>
  void value(const std::vector<T>& items) {
    count(items.size());
    for (const T& item : items) value(item);
  }
  void value(const std::vector<bool>& flags) {
    count(flags.size());
    for (const bool flag : flags) value(flag);
  }
  template <class... Kinds>
  void value(const std::variant<Kinds...>& variant) {
    value(static_cast<std::uint8_t>(variant.index()));
    std::visit([this](const auto& content) { this->value(content); }, variant);
  }
  void value(const expression::Program& program) {
    value(program.tests);
    value(program.items);
    literals(program.literals);
  }
  void value(const Task& task) {
    value(!task.task_class.is_none());
    value(task.waiting_place != no_place);
    StateFields::of(*this, task);
  }
  void value(const OpenEffect& open) {
    value(open.id);
    ByteBuffer bytes;
    append_bytes(bytes, open.effect);
    value(std::string(bytes.view()));
  }

  // Each value for itself, so that a reader can check it before it trusts its lengths.
  void literals(std::string_view rest) {
    std::vector<std::string> values;
    for (; !rest.empty(); rest.remove_prefix(values.back().size())) {
      values.emplace_back(ValueView(rest).bytes());
    }
    value(values);
  }

  void count(std::size_t size) {
    SY_CHECK(size <= std::numeric_limits<std::uint32_t>::max());
    value(static_cast<std::uint32_t>(size));
  }

  ByteBuffer& out_;
};

// What the lists take in memory is more than their bytes: memory that is not written to costs nothing.
void make_room(ByteBuffer& out, const Snapshot& s) {
  if (out.size() > 0) return;
  out.extend(s.tasks.size() * sizeof(Task) + s.reservations.size() * sizeof(Reservation) +
             s.timers.size() * sizeof(TimerRecord));
  out.clear();
}

}  // namespace

void append_snapshot(ByteBuffer& out, const Snapshot& s, std::string_view engine_version) {
  make_room(out, s);
  const std::size_t begin = out.size();
  out.append(snapshot_magic);
  Writer write(out);
  write(snapshot_format_version, std::string(engine_version));
  write(s.now, s.sequence, s.next_task, s.next_reservation, s.next_timer, s.workspaces, s.channel_used);
  write(s.tasks, s.reservations, s.workers, s.timers, s.dedup, s.open_effects);
  write(s.calendars, s.diverts, s.threads);
  out.append_number(chained_checksum(out.view().substr(begin), 0));
}

}  // namespace switchyard::codec
