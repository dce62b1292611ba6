/** The import rules of the house (docs/architecture.md). A broken one fails the lint. */
export default {
  forbidden: [
    {
      name: 'the-law-imports-nothing',
      comment: 'src/domain is pure: no framework, no database, no Node, nothing outside itself',
      severity: 'error',
      from: { path: '^src/domain', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/domain' },
    },
    { name: 'no-circles', severity: 'error', from: { path: '^src' }, to: { circular: true } },
    {
      name: 'nobody-imports-the-edges',
      comment: 'features do not import web, jobs or cli code of others; the edges import features',
      severity: 'error',
      from: { path: '^src/(?!web|jobs|cli|main|app\\.module)' },
      to: { path: '^src/(jobs|cli)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
