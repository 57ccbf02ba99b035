---@return { s: string, i: integer, n: number, b: boolean, none: boolean?, list: number[], map: table<string, boolean>, pair: [string, number?], maybe: string?, j: json, wait: milliseconds, inner: { x: number }[] }
return {
  s = "text", i = 5, n = 0.1, b = false, none = nil, list = { 0.5, 2 }, map = { a = true }, pair = { "x", nil },
  maybe = redis.call("GET", "nothing"), j = { deep = { 1, { 2 } } }, wait = 1500, inner = { { x = 1 / 3 } },
}
