// Reads the fields back; what they mean together is asked afterwards, in check.h.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/codec/bytes/decode.h"
#include "engine/codec/log/format.h"
#include "engine/codec/snapshot/check.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/codec/snapshot/state_fields.h"

namespace switchyard::codec {
namespace {

constexpr Time latest_deadline = latest_time + longest_duration;
constexpr std::size_t room_a_byte = 4;  // an item in memory is at most that much larger than its bytes

class Reader {
 public:
  explicit Reader(std::string_view bytes) : get_(bytes) {}

  template <class... Fields>
  void operator()(Fields&... fields) {
    (value(fields), ...);
  }
  // Remembers where each item began. Room is made at once for as many items as are said to come, but never
  // for more than a few times the bytes that are left: a lie costs no more memory than that.
  template <class T>
  void list(std::vector<T>& items, std::vector<std::size_t>& places) {
    std::uint32_t left = count();
    items.reserve(std::min<std::size_t>(left, get_.left() / sizeof(T) * room_a_byte));
    places.reserve(items.capacity());
    for (; left > 0 && get_.good(); --left) {
      places.push_back(get_.offset());
      value(items.emplace_back());
    }
  }
  Get& get() { return get_; }

 private:
  template <class T>
  void value(T& field) {
    if constexpr (requires { RulesFields::of(*this, field); }) {
      RulesFields::of(*this, field);
    } else if constexpr (requires { StateFields::of(*this, field); }) {
      StateFields::of(*this, field);
    } else if constexpr (std::is_enum_v<T>) {
      enumerator(field);
    } else {
      get_.value(field);
    }
  }
  template <class T>
  void value(std::optional<T>& field) {
    bool present = false;
    value(present);
    if (present && get_.good()) value(field.emplace());
  }
  template <class T>
  void value(std::vector<T>& items) {
    for (std::uint32_t left = count(); left > 0 && get_.good(); --left) value(items.emplace_back());
  }
  void value(std::vector<bool>& flags) {
    for (std::uint32_t left = count(); left > 0 && get_.good(); --left) {
      bool flag = false;
      value(flag);
      flags.push_back(flag);
    }
  }
  template <class... Kinds>
  void value(std::variant<Kinds...>& variant) {
    const std::size_t at = get_.offset();
    std::uint8_t index = 0;
    value(index);
    std::uint8_t next = 0;
    const bool known = (... || (index == next++ && (value(variant.template emplace<Kinds>()), true)));
    if (!known) get_.fail(at, "unknown kind " + std::to_string(index));
  }
  void value(Time& time) {
    const std::size_t at = get_.offset();
    get_.value(time);
    const bool possible = time == never || (time >= earliest_time && time <= latest_deadline);
    if (!possible) get_.fail(at, "the moment is out of range");
  }
  void value(Duration& duration) {
    const std::size_t at = get_.offset();
    get_.value(duration);
    const bool possible = duration >= Duration{} && duration <= longest_duration;
    if (!possible) get_.fail(at, "the duration is out of range");
  }
  void value(expression::Slots& slots) {
    const std::size_t at = get_.offset();
    RulesFields::of(*this, slots);
    know(slots, slots.task, expression::Side::task, at);
    know(slots, slots.worker, expression::Side::worker, at);
    know(slots, slots.clock, expression::Side::clock, at);
    know(slots, slots.workers, expression::Side::workers, at);
  }
  void value(expression::Program& program) {
    value(program.tests);
    value(program.items);
    for (std::uint32_t left = count(); left > 0 && get_.good(); --left) literal(program.literals);
    for (const expression::Test& test : program.tests) note_reads(program, test);
    for (const expression::Source& item : program.items) note_read(program, item);
    for (auto* reads :
         {&program.task_reads, &program.worker_reads, &program.clock_reads, &program.workers_reads}) {
      std::sort(reads->begin(), reads->end());
      reads->erase(std::unique(reads->begin(), reads->end()), reads->end());
    }
  }
  void value(Task& task) {
    bool in_class = false;
    bool in_line = false;
    value(in_class);
    value(in_line);
    task.task_class = in_class ? ClassId{0} : ClassId{};
    task.waiting_place = in_line ? 0 : no_place;
    StateFields::of(*this, task);
  }
  void value(OpenEffect& open) {
    value(open.id);
    const std::size_t at = get_.offset() + sizeof(std::uint32_t);
    const std::string_view bytes = get_.string();
    if (!get_.good()) return;
    auto effect = decode_effect(bytes);
    if (!effect) return get_.fail(at + effect.error().offset, effect.error().text);
    open.effect = *std::move(effect);
  }

  void know(expression::Slots& slots, const std::vector<expression::Name>& table, expression::Side side,
            std::size_t at) {
    for (std::uint32_t slot = 0; slot < table.size() && get_.good(); ++slot) {
      const bool fits = expression::side_of(table[slot]) == side;
      if (!fits) return get_.fail(at, "a name stands in the table of another side");
      if (!slots.known.emplace(table[slot], slot).second) get_.fail(at, "a name has two slots");
    }
  }
  void literal(std::string& literals) {
    const std::size_t at = get_.offset();
    const std::string_view bytes = get_.string();
    if (!get_.good()) return;
    if (!Attributes::from_bytes(bytes)) return get_.fail(at, "the literal is not well formed");
    literals += bytes;
  }
  static void note_reads(expression::Program& program, const expression::Test& test) {
    note_read(program, test.left);
    note_read(program, test.right);
  }
  static void note_read(expression::Program& program, const expression::Source& source) {
    using From = expression::Source::From;
    if (source.from == From::task) program.task_reads.push_back(source.index);
    if (source.from == From::worker) program.worker_reads.push_back(source.index);
    if (source.from == From::clock) program.clock_reads.push_back(source.index);
    if (source.from == From::workers) program.workers_reads.push_back(source.index);
  }
  template <class Enum>
  void enumerator(Enum& into) {
    const std::size_t at = get_.offset();
    std::uint8_t number = 0;
    get_.value(number);
    if (number > static_cast<std::uint8_t>(last_of<Enum>)) {
      return get_.fail(at, "unknown value " + std::to_string(number));
    }
    if (get_.good()) into = static_cast<Enum>(number);
  }
  std::uint32_t count() {
    std::uint32_t items = 0;
    get_.value(items);
    return items;
  }

  Get get_;
};

std::optional<BytesProblem> damage(std::string_view bytes) {
  if (bytes.substr(0, snapshot_magic.size()) != snapshot_magic) return BytesProblem{0, "this is no snapshot"};
  const std::size_t rest = bytes.size() - snapshot_magic.size();
  if (rest < checksum_size) return BytesProblem{bytes.size(), "the snapshot is cut off"};
  const std::size_t end = bytes.size() - checksum_size;
  std::uint64_t checksum = 0;
  std::memcpy(&checksum, bytes.data() + end, sizeof checksum);
  if (checksum == chained_checksum(bytes.substr(0, end), 0)) return std::nullopt;
  return BytesProblem{end, "the checksum does not fit: the snapshot is damaged or cut off"};
}

void read_header(Reader& read) {
  std::uint32_t version = 0;
  std::string engine_version;
  for (std::size_t left = snapshot_magic.size(); left > 0; --left) {
    std::uint8_t skipped = 0;
    read(skipped);
  }
  const std::size_t at = read.get().offset();
  read(version, engine_version);
  if (version == snapshot_format_version) return;
  read.get().fail(at, "the format version is " + std::to_string(version) + " (written by engine " +
                          engine_version + "), " + std::to_string(snapshot_format_version) + " can be read");
}

SnapshotPlaces read_fields(Reader& read, Snapshot& s) {
  SnapshotPlaces places;
  places.head = read.get().offset();
  read(s.now, s.sequence, s.next_task, s.next_reservation, s.next_timer);
  read.list(s.workspaces, places.workspaces);
  places.channel_used = read.get().offset();
  read(s.channel_used);
  read.list(s.tasks, places.tasks);
  read.list(s.reservations, places.reservations);
  read.list(s.workers, places.workers);
  read.list(s.timers, places.timers);
  read.list(s.dedup, places.dedup);
  read.list(s.open_effects, places.open_effects);
  read.list(s.calendars, places.calendars);
  read.list(s.diverts, places.diverts);
  read.list(s.threads, places.threads);
  read.get().end();
  return places;
}

}  // namespace

tl::expected<Snapshot, BytesProblem> read_snapshot(std::string_view bytes) {
  if (auto problem = damage(bytes)) return tl::unexpected(*std::move(problem));
  Reader read(bytes.substr(0, bytes.size() - checksum_size));
  Snapshot snapshot;
  read_header(read);
  const SnapshotPlaces places = read_fields(read, snapshot);
  if (!read.get().good()) return tl::unexpected(*read.get().problem());
  Findings findings;
  for (const auto check : {check_rules, check_work, check_hours, check_timers, check_memory}) {
    check(snapshot, places, findings);
    if (!findings.good()) return tl::unexpected(*findings.problem());
  }
  return snapshot;
}

}  // namespace switchyard::codec
