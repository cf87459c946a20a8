/** What the pages of connections say. */
export const connectionWords = {
  title: 'Connections',
  description:
    'What your workloads connect to. Each field is typed here, or bound to a secret that stays in 1Password.',
  add: 'New connection',
  list: {
    label: 'Connections',
    search: 'Search by name or key',
    app: 'App',
    anyApp: 'Any app',
    manager: 'Secret manager',
    anyManager: 'Any secret manager',
    columns: {
      name: 'Name',
      key: 'Key',
      app: 'App',
      fields: 'Fields',
      scope: 'Who may use it',
      updated: 'Changed',
    },
    bound: (count: number) => `${count.toLocaleString('en')} bound`,
    typed: (count: number) => `${count.toLocaleString('en')} typed`,
    missing: (count: number) => `${count.toLocaleString('en')} missing`,
    noFields: 'No fields',
    empty: {
      title: 'No connection yet',
      text: 'A connection holds what a workload needs to reach one app. Choose the app, bind its credentials to 1Password with the key icon, and workloads ask for it by key.',
      readerText:
        'A builder or an admin makes the first one. It then shows here with the secrets it is bound to.',
    },
    nothing: {
      title: 'No connection fits',
      text: 'Search for another name or key, or take the filters away.',
      clear: 'Show all',
    },
  },
} as const;
