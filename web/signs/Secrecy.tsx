/** Stands at every form that takes text or files. */
export function Secrecy() {
  return <p className="secrecy">不得填报涉密和工作秘密信息。</p>;
}
