-- Amounts of money, which are counted in cents.
---@pragma once

local function euros(cents)
  return string.format('%.2f euros', cents / 100)
end
