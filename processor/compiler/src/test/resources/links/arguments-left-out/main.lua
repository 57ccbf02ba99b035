---@key queue
---@key others...
---@arg text string
---@arg count int
---@arg ratio number
---@arg on bool
---@arg wait milliseconds
---@arg names string[]
---@arg matrix integer[][]
---@arg flags boolean[]
---@arg options json
---@arg raw
---@arg maybe string?
---@arg number_or_nil integer?
---@arg flag_or_nil boolean?
---@arg list_or_nil number[]?
---@arg note string = "none" what to write down
---@arg limit integer = 10
---@arg factor number = -1.5
---@arg loud boolean = true
---@arg quiet boolean = false
---@arg pause seconds = 60
---@arg tags string[] = { "a", "b}" }
---@arg extra json = { deep = { 1, 2 } }
---@arg rest integer...
---@return json
local function shown(value)
  if value == nil then
    return "nil"
  end
  return { type(value), value }
end
return {
  queue = queue, others = others, text = shown(text), count = shown(count), ratio = shown(ratio), on = shown(on),
  wait = shown(wait), names = shown(names), matrix = shown(matrix), flags = shown(flags), options = shown(options),
  raw = shown(raw), maybe = shown(maybe), number_or_nil = shown(number_or_nil), flag_or_nil = shown(flag_or_nil),
  list_or_nil = shown(list_or_nil), note = shown(note), limit = shown(limit), factor = shown(factor),
  loud = shown(loud), quiet = shown(quiet), pause = shown(pause), tags = shown(tags), extra = shown(extra), rest = rest,
}
