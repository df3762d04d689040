import glob,json,os,datetime
for p in sorted(glob.glob('/work/shared/data/threads/*.jsonl'))+sorted(glob.glob('/tmp/gold18/look/*.jsonl')):
    rows=[r for r in map(json.loads,open(p)) if 'text' in r]
    idx={r['id']:i for i,r in enumerate(rows)}
    par=[]
    for r in rows:
        l=(r.get('gold') or {}).get('links') or []
        par.append(idx.get(l[0]['to']) if l else None)
    n=sp=later=nt=0; mono=0; tp=0; fwd=0
    for i,r in enumerate(rows):
        if par[i] is None: continue
        n+=1
        if par[i]>i: fwd+=1
        if i>0:
            a=i-1; on=False; seen=0
            while a is not None and seen<200:
                if a==par[i]: on=True
                a=par[a]; seen+=1
            sp+=on
        t=r.get('time'); u=rows[par[i]].get('time'); v=rows[i-1].get('time')
        if t and u: nt+=1; later+= t<u
        if t and v: tp+=1; mono+= t>=v
    print(f"{os.path.basename(p):28} n {n} spine {sp} fwd {fwd} later-parent {later}/{nt} mono {mono}/{tp}")
