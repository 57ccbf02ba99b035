---@return { status: json, counts: table<string, integer>, gaps: string?[], none: json?, text: json }
return {
  status = { ok = true, err = { 1 }, value = 5 },
  counts = { err = 3, warn = 4 },
  gaps = { "a", nil, "c" },
  none = redis.call("GET", "nothing"),
  text = '{"already":"json"}',
}
