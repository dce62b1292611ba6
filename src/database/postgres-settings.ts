/**
 * The whole postgresql.conf of the embedded server, written anew at each start. Reachable from this machine only, sized
 * for a small one, and silent about values: log lines carry neither parameters nor the rows an error was about.
 * `durable: false` trades safety for speed and is for tests alone.
 */
export function postgresSettings({ port, durable }: { port: number; durable: boolean }): string {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    // Every statement is short; compiling it first only costs.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}
