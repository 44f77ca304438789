import { Link } from '@tanstack/react-router';

export function NotHere() {
  return (
    <main className="bare">
      <h1>没有这一页</h1>
      <p>
        网址可能写错了，或这一页已经移走。<Link to="/">回到首页</Link>
      </p>
    </main>
  );
}
