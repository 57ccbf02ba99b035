---@meta

---@class Job
---@field id string

---Doubles.
---@param x number the number
---@return number doubled
local function double(x)
  return 2 * x
end

---@type table<string, integer>
local numbers = { a = 1 }

---@arg factor number
---@return number
local function scaled() return double(numbers.a) * factor end
return scaled()
