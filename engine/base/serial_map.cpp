// Pages of the map from serials to slots come and go here.
#include "engine/base/serial_map.h"

#include <utility>

#include "engine/base/check.h"

namespace switchyard {

void SerialMap::insert(std::uint64_t serial, std::uint32_t slot) {
  const std::uint64_t number = serial / page_size;
  if (pages_.size() == gone_) first_page_ = number;
  SY_CHECK(number >= first_page_);
  while (number - first_page_ >= pages_.size() - gone_) pages_.emplace_back();
  std::unique_ptr<Page>& page = pages_[gone_ + number - first_page_];
  if (!page) page = fresh_page();
  page->slots[serial % page_size] = slot;
  ++page->used;
}

void SerialMap::move(std::uint64_t serial, std::uint32_t to) {
  SY_CHECK(find(serial) != no_slot);
  pages_[gone_ + serial / page_size - first_page_]->slots[serial % page_size] = to;
}

void SerialMap::erase(std::uint64_t serial) {
  SY_CHECK(find(serial) != no_slot);
  const std::size_t index = gone_ + serial / page_size - first_page_;
  Page& page = *pages_[index];
  page.slots[serial % page_size] = no_slot;
  if (--page.used == 0) drop_page(index);
}

std::unique_ptr<SerialMap::Page> SerialMap::fresh_page() {
  if (spare_.empty()) spare_.push_back(std::make_unique<Page>());
  std::unique_ptr<Page> page = std::move(spare_.back());
  spare_.pop_back();
  page->slots.fill(no_slot);
  page->used = 0;
  return page;
}

void SerialMap::drop_page(std::size_t index) {
  constexpr std::size_t most_spare = 4;
  if (spare_.size() < most_spare) spare_.push_back(std::move(pages_[index]));
  pages_[index].reset();
  for (; gone_ < pages_.size() && !pages_[gone_]; ++gone_) ++first_page_;
  forget_front();
}

// When half of the list is gone, so that each page is moved once on average.
void SerialMap::forget_front() {
  if (gone_ * 2 < pages_.size()) return;
  pages_.erase(pages_.begin(), pages_.begin() + static_cast<std::ptrdiff_t>(gone_));
  gone_ = 0;
}

}  // namespace switchyard
