/** Opens a page of the server's beside the planner, and prints it: it has no script that could. */
export function printPage(address: string): void {
  const opened = window.open(address, '_blank');
  opened?.addEventListener('load', () => opened.print());
}
