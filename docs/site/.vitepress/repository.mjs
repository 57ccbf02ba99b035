/** Where the repository can be browsed, such as `https://code.example/moonlet`; empty while it is not published. */
export const repository = ''
