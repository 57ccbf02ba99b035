/** Where the repository can be browsed, as the root POM says. */
export const repository = 'https://github.com/moonlet-dev/moonlet'
