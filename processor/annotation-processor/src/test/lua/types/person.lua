---@arg name string
---@arg nick boolean
---@return { name: string, nick: string?, home: { street: string, number: integer }, scores: number[], active: boolean, visits: { at: seconds, took: milliseconds }[] }
return {
  name = name,
  nick = nick and 'nick' or nil,
  home = { street = 'Main', number = 7 },
  scores = { 0.5, 1 / 3 },
  active = false,
  visits = { { at = 60, took = 1500 }, { at = 120, took = 2500 } },
}
