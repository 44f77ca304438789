import { useWrite } from '../api/hooks.ts';
import { ReasonAct } from '../forms/ReasonAct.tsx';

/** 停用: at once and for good, with the reason that whoever opens the link will read. */
export function Revoke({ link, unit }: { readonly link: string; readonly unit: string }) {
  const revoke = useWrite('revokeLink');
  return (
    <ReasonAct
      label="停用"
      about={`${unit}的链接`}
      busy={revoke.isPending}
      error={revoke.error}
      hint="持有人会看到这个理由。"
      onSend={(reason) =>
        revoke.mutateAsync({ link, reason }).then(
          () => true,
          () => false,
        )
      }
    />
  );
}
