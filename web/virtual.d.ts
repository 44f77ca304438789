declare module 'virtual:operations' {
  /** Method and path by the name of an operation. */
  const table: unknown;
  export default table;
}
